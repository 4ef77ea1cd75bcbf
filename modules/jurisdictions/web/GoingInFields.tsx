import type { Route } from '@xueqian/kernel/route.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { InstitutionPicker } from '@xueqian/ui/parts/InstitutionPicker.tsx';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../contract.ts';
import { ChosenLines } from './ChosenLines.tsx';
import type { ChangeDraft } from './change-draft.ts';

type Props = {
  readonly draft: ChangeDraft;
  readonly change: (changes: Partial<ChangeDraft>) => void;
  readonly searchInstitutions: Route;
};

/** Which towns and which single institutions go into a new division. */
export function GoingInFields({ draft, change, searchInstitutions }: Props) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { towns, institutions } = draft;
  return (
    <div className="pair">
      {draft.level !== 'town' && (
        <div>
          <span className="field-name">{t('change.towns')}</span>
          <DivisionPicker
            search={searchDivisions}
            level="town"
            label={t('change.towns')}
            value={null}
            onChange={(code, name) =>
              code !== null &&
              !towns.some((town) => town.code === code) &&
              change({ towns: [...towns, { code, name: name ?? code }] })
            }
          />
          <ChosenLines
            lines={towns.map((town) => ({ key: town.code, name: town.name }))}
            onRemove={(code) => change({ towns: towns.filter((town) => town.code !== code) })}
          />
        </div>
      )}
      <div>
        <span className="field-name">{t('change.institutions')}</span>
        <InstitutionPicker
          search={searchInstitutions}
          label={t('change.institutions')}
          value={null}
          onChange={(found) =>
            found !== null &&
            !institutions.some((one) => one.id === found.id) &&
            change({ institutions: [...institutions, { id: found.id, name: found.name }] })
          }
        />
        <ChosenLines
          lines={institutions.map((one) => ({ key: String(one.id), name: one.name }))}
          onRemove={(id) => change({ institutions: institutions.filter((one) => String(one.id) !== id) })}
        />
      </div>
    </div>
  );
}
