import { formatNumber } from '@xueqian/ui/format.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { type AddressedLevel, levelsBelow } from '../announcement.ts';
import { countAudience } from '../contract.ts';
import type { Draft } from './use-announcement-draft.ts';

const kinds = ['111', '112', '119'] as const;
const natures = ['1', '2', '3', '4'] as const;

type Props = {
  readonly draft: Draft;
  readonly audience: {
    levels: AddressedLevel[];
    divisions: string[];
    kinds: string[] | null;
    natures: string[] | null;
  };
  readonly change: (part: Partial<Draft>) => void;
};

/** Whom it is addressed to, and how many offices that are. */
export function AudienceFields({ draft, audience, change }: Props) {
  const { t } = useTranslation(['announcements', 'ui']);
  const { level } = useSession();
  const reach = useRead(countAudience, audience, { keep: true, enabled: audience.levels.length > 0 });
  const reached = reach.data?.levels ?? [];
  const all = reached.reduce((sum, each) => sum + each.offices, 0);
  const toInstitutions = draft.levels.includes('institution');
  return (
    <>
      <fieldset>
        <legend>{t('audience.levels')}</legend>
        <Checkbox.Group
          value={[...draft.levels]}
          options={levelsBelow(level).map((value) => ({ value, label: t(`ui:levels.${value}`) }))}
          onChange={(levels) => change({ levels: levels as AddressedLevel[] })}
        />
      </fieldset>
      <div className="announcement-field">
        <span id="regions-label">{t('audience.divisions')}</span>
        <ul className="announcement-regions" aria-labelledby="regions-label">
          {draft.regions.length === 0 && <li>{t(level === 'ministry' ? 'audience.nation' : 'audience.whole')}</li>}
          {draft.regions.map((region) => (
            <li key={region.code}>
              {region.name}
              <button
                type="button"
                aria-label={t('audience.remove', { name: region.name })}
                onClick={() => change({ regions: draft.regions.filter((each) => each.code !== region.code) })}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <DivisionPicker
          search={searchDivisions}
          label={t('audience.add')}
          value={null}
          onChange={(code, name) => {
            if (code === null || draft.regions.some((each) => each.code === code)) return;
            change({ regions: [...draft.regions, { code, name: name ?? code }] });
          }}
        />
      </div>
      {toInstitutions && (
        <div className="announcement-pair">
          <div className="announcement-field">
            <label htmlFor="announcement-kinds">{t('audience.kinds')}</label>
            <Select
              id="announcement-kinds"
              mode="multiple"
              placeholder={t('audience.all')}
              value={[...draft.kinds]}
              options={kinds.map((value) => ({ value, label: t(`audience.kind.${value}`) }))}
              onChange={(chosen: string[]) => change({ kinds: chosen })}
            />
          </div>
          <div className="announcement-field">
            <label htmlFor="announcement-natures">{t('audience.natures')}</label>
            <Select
              id="announcement-natures"
              mode="multiple"
              placeholder={t('audience.all')}
              value={[...draft.natures]}
              options={natures.map((value) => ({ value, label: t(`audience.nature.${value}`) }))}
              onChange={(chosen: string[]) => change({ natures: chosen })}
            />
          </div>
          {draft.levels.length > 1 && <p className="soft">{t('audience.onlyInstitutions')}</p>}
        </div>
      )}
      {reach.error !== null ? (
        <ErrorState problem={reach.error} small />
      ) : (
        <p className="announcement-reach" aria-live="polite">
          {all === 0
            ? t('audience.reachedNobody')
            : t('audience.reached', { count: all }) +
              reached
                .filter((each) => each.offices > 0)
                .map((each) =>
                  t('audience.each', { level: t(`ui:levels.${each.level}`), n: formatNumber(each.offices) }),
                )
                .join(t('ui:listSeparator'))}
        </p>
      )}
    </>
  );
}
