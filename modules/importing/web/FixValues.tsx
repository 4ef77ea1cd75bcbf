import { codes } from '@xueqian/kernel/codes/codes.ts';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formFields } from '../../children/form-fields.ts';
import { listClasses } from '../../classes/contract.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import type { Correction, Group } from './problem-group.ts';

const fieldOf = (column: string) => formFields.find((field) => field.column === column);
const fixableCodes: readonly string[] = [
  'class-unknown',
  'not-in-list',
  'place-form',
  'place-unknown',
  'place-name-unknown',
];
const fixableKinds: readonly string[] = ['class', 'choice', 'yes-no', 'place'];

/** Words the system does not know, in a column that is chosen from a list: one choice mends all equal cells. */
export const isFixable = (group: Group): boolean =>
  fixableKinds.includes(fieldOf(group.column)?.kind ?? '') &&
  fixableCodes.includes(group.code) &&
  group.values.some((one) => one.value !== '');

type Props = {
  readonly group: Group;
  readonly isFixing: boolean;
  readonly onFix: (corrections: readonly Correction[]) => void;
};

export function FixValues({ group, isFixing, onFix }: Props) {
  const { t } = useTranslation('importing');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const options = useFixOptions(group.column);
  const values = group.values.filter((one) => one.value !== '');
  const corrections = values.flatMap(({ value }) => {
    const to = chosen[value];
    return to === undefined ? [] : [{ column: group.column, from: value, to }];
  });
  const rows = values.filter(({ value }) => chosen[value] !== undefined).reduce((sum, one) => sum + one.rows, 0);
  const choose = (value: string, to: string | null) => {
    const { [value]: _before, ...rest } = chosen;
    setChosen(to === null ? rest : { ...rest, [value]: to });
  };
  return (
    <div className="fix-values">
      <p>{t('pages.report.fixText')}</p>
      <ul>
        {values.map(({ value, rows: count }) => (
          <li key={value}>
            <span>
              {t('pages.report.reads', { value })}
              <small className="figure">{t('pages.report.rows', { count })}</small>
            </span>
            <span aria-hidden="true">→</span>
            {options === null ? (
              <DivisionPicker
                search={searchDivisions}
                value={chosen[value] ?? null}
                onChange={(code) => choose(value, code)}
                label={t('pages.report.choose')}
              />
            ) : (
              <Select
                className="fix-select"
                aria-label={t('pages.report.reads', { value })}
                allowClear
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={t('pages.report.choose')}
                value={chosen[value] ?? null}
                onChange={(to: string | null | undefined) => choose(value, to ?? null)}
                options={[...options]}
              />
            )}
          </li>
        ))}
      </ul>
      <Button type="primary" disabled={corrections.length === 0} loading={isFixing} onClick={() => onFix(corrections)}>
        {rows === 0 ? t('pages.report.applyNone') : t('pages.report.apply', { count: rows })}
      </Button>
    </div>
  );
}

/** What can be chosen; the sheet is then read as if it said so. Null: places, searched on the server. */
const useFixOptions = (column: string): readonly { readonly value: string; readonly label: string }[] | null => {
  const { i18n } = useTranslation();
  const { institutionId } = useSession();
  const field = fieldOf(column);
  const isClass = field?.kind === 'class';
  const classes = useRead(
    listClasses,
    { institutionId: institutionId ?? 0 },
    { enabled: isClass && institutionId !== null },
  );
  if (field?.kind === 'place') return null;
  if (isClass) return (classes.data ?? []).map((one) => ({ value: one.code, label: one.name }));
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const table = field?.kind === 'choice' ? codes[field.table] : codes.yesNo;
  return table.list.map((row) => ({ value: row.zh, label: row[language] }));
};
