import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { type Cycle, cycles, withinUnits } from '../form.ts';

const institutionKinds = ['111', '112', '119'] as const;

export type Terms = {
  readonly title: string;
  readonly note: string;
  /** Empty: the whole jurisdiction. */
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  /** Empty: all kinds. */
  readonly kinds: readonly string[];
  readonly cycle: Cycle;
  readonly opensOn: string;
  readonly within: { readonly value: number; readonly unit: (typeof withinUnits)[number] };
};

type Props = { readonly terms: Terms; readonly isFixed: boolean; readonly change: (part: Partial<Terms>) => void };

/** What a department lays down of a form beside its fields: whom it asks, how often, from when and for how long. */
export function TermsFields({ terms, isFixed, change }: Props) {
  const { t } = useTranslation('forms');
  return (
    <section className="sheet design-terms">
      <h2>{t('design.terms')}</h2>
      {isFixed && <p className="soft">{t('design.fixed')}</p>}
      <label htmlFor="form-title">{t('design.title')}</label>
      <Input
        id="form-title"
        maxLength={80}
        value={terms.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <label htmlFor="form-note">{t('design.note')}</label>
      <Input.TextArea
        id="form-note"
        rows={2}
        maxLength={1000}
        value={terms.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      <label htmlFor="form-cycle">{t('design.cycle')}</label>
      <Select
        id="form-cycle"
        disabled={isFixed}
        value={terms.cycle}
        onChange={(cycle: Cycle) => change({ cycle })}
        options={cycles.map((value) => ({ value, label: t(`cycles.${value}`) }))}
      />
      <label htmlFor="form-opens">{t('design.opensOn')}</label>
      <DateBox id="form-opens" disabled={isFixed} value={terms.opensOn} onChange={(opensOn) => change({ opensOn })} />
      <label htmlFor="form-within">{t('design.within')}</label>
      <div className="design-row">
        <InputNumber
          id="form-within"
          disabled={isFixed}
          min={1}
          max={366}
          precision={0}
          value={terms.within.value}
          onChange={(value) => change({ within: { ...terms.within, value: Number(value ?? 1) } })}
        />
        <Select
          aria-label={t('design.within')}
          disabled={isFixed}
          value={terms.within.unit}
          onChange={(unit: (typeof withinUnits)[number]) => change({ within: { ...terms.within, unit } })}
          options={withinUnits.map((value) => ({ value, label: t(`units.${value}`) }))}
        />
        <span className="soft">{t('design.withinHint')}</span>
      </div>
      <span id="form-regions">{t('design.divisions')}</span>
      <div>
        <ul className="design-regions" aria-labelledby="form-regions">
          {terms.regions.length === 0 && <li>{t('design.whole')}</li>}
          {terms.regions.map((region) => (
            <li key={region.code}>
              {region.name}
              {!isFixed && (
                <button
                  type="button"
                  aria-label={t('design.removeDivision', { name: region.name })}
                  onClick={() => change({ regions: terms.regions.filter(({ code }) => code !== region.code) })}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
        {!isFixed && (
          <DivisionPicker
            search={searchDivisions}
            label={t('design.addDivision')}
            value={null}
            onChange={(code, name) => {
              if (code === null || terms.regions.some((each) => each.code === code)) return;
              change({ regions: [...terms.regions, { code, name: name ?? code }] });
            }}
          />
        )}
      </div>
      <label htmlFor="form-kinds">{t('design.institutionKinds')}</label>
      <Select
        id="form-kinds"
        mode="multiple"
        disabled={isFixed}
        placeholder={t('design.allKinds')}
        value={[...terms.kinds]}
        onChange={(kinds: string[]) => change({ kinds })}
        options={institutionKinds.map((value) => ({ value, label: t(`institutionKinds.${value}`) }))}
      />
    </section>
  );
}
