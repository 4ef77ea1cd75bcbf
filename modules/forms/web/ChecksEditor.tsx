import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Check, type Design, fieldsOf } from '../design.ts';

type Props = { readonly design: Design; readonly onChange: (design: Design) => void };

/** Sums and comparisons between number fields. */
export function ChecksEditor({ design, onChange }: Props) {
  const { t } = useTranslation('forms');
  const numbers = fieldsOf(design)
    .filter(({ kind }) => kind === 'number')
    .map(({ key, label }) => ({ value: key, label: label || t('design.unnamed') }));
  if (numbers.length < 2 && design.checks.length === 0) return null;
  const [first, second] = [numbers[0]?.value ?? '', numbers[1]?.value ?? ''];
  const put = (at: number, check: Check | null) =>
    onChange({
      ...design,
      checks: design.checks.flatMap((each, place) => (place !== at ? [each] : check ? [check] : [])),
    });
  const add = (check: Check) => onChange({ ...design, checks: [...design.checks, check] });
  return (
    <section className="sheet">
      <h2>{t('design.checks')}</h2>
      <p className="soft">{t('design.checksHint')}</p>
      {design.checks.map((check, at) => (
        <div key={at.toString()} className="design-row">
          {check.kind === 'sum' ? (
            <>
              <Select
                aria-label={t('design.parts')}
                mode="multiple"
                className="design-condition"
                placeholder={t('design.parts')}
                value={check.parts}
                onChange={(parts: string[]) => put(at, { ...check, parts })}
                options={numbers}
              />
              <span>{t('design.total')}</span>
              <Select
                aria-label={t('design.total')}
                className="design-kind"
                value={check.total}
                onChange={(total: string) => put(at, { ...check, total })}
                options={numbers}
              />
            </>
          ) : (
            <>
              <Select
                aria-label={t('design.lesser')}
                className="design-kind"
                value={check.field}
                onChange={(field: string) => put(at, { ...check, field })}
                options={numbers}
              />
              <span>{t('design.smaller')}</span>
              <Select
                aria-label={t('design.greater')}
                className="design-kind"
                value={check.than}
                onChange={(than: string) => put(at, { ...check, than })}
                options={numbers}
              />
            </>
          )}
          <Button size="small" danger onClick={() => put(at, null)}>
            {t('design.remove')}
          </Button>
        </div>
      ))}
      <div className="design-row">
        <Button onClick={() => add({ kind: 'sum', parts: [first], total: second })}>{t('design.addSum')}</Button>
        <Button onClick={() => add({ kind: 'not-greater', field: first, than: second })}>
          {t('design.addCompare')}
        </Button>
      </div>
    </section>
  );
}
