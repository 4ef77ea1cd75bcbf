import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countWrong, type FormRow, isTyped, type TypedSection, wrongIn } from '../filed-form.ts';
import type { FiledSection } from '../section.ts';
import type { ShownVersion } from '../section-contract.ts';
import { formFields, isTable, rowsOf } from '../section-fields.ts';
import { FiledControl } from './FiledControl.tsx';
import { FiledRows } from './FiledRows.tsx';
import { FiledValues } from './FiledValues.tsx';
import { RowDialog } from './RowDialog.tsx';
import { SectionLeaveGuard } from './SectionLeaveGuard.tsx';
import { useFiledWords } from './use-filed-words.ts';
import type { SectionActs } from './use-section-acts.ts';
import { VersionPeople } from './VersionPeople.tsx';

type Props = {
  readonly section: FiledSection;
  readonly newest: ShownVersion | null;
  readonly inForce: ShownVersion | null;
  readonly acts: SectionActs;
  readonly may: { readonly edit: boolean; readonly submit: boolean };
};

/** The section as it stands, to be changed where I may: a form or a table of rows. */
export function SectionEditor({ section, newest, inForce, acts, may }: Props) {
  const { t } = useTranslation('institutions');
  const shown = newest ?? inForce;
  const [rows, setRows] = useState<readonly FormRow[]>(
    rowsOf(section, shown?.fields ?? (isTable(section) ? { [section]: [] } : {})) as readonly FormRow[],
  );
  const [isDirty, setDirty] = useState(false);
  const [tried, setTried] = useState(false);
  const change = (next: readonly FormRow[]) => {
    setRows(next);
    setDirty(true);
  };
  const typed = isTyped(section) ? section : null;
  const wrong = typed === null ? 0 : countWrong(typed, rows);
  const submit = () => {
    setTried(true);
    if (wrong === 0) acts.submit(rows, isDirty);
  };
  return (
    <>
      <div className={isTable(section) ? 'sheet flush' : 'sheet'}>
        {typed === null || !may.edit ? (
          <FiledValues section={section} fields={shown?.fields ?? {}} />
        ) : isTable(section) ? (
          <TableEditor section={typed as 'buildings' | 'staff'} rows={rows} onChange={change} />
        ) : (
          <FormEditor
            section={typed as 'conditions' | 'finance'}
            values={rows[0] ?? {}}
            inForce={(inForce?.fields ?? null) as FormRow | null}
            tried={tried}
            onChange={(values) => change([values])}
          />
        )}
      </div>
      {acts.problem !== null && <ErrorState problem={acts.problem} small />}
      {may.edit && (
        <footer className="section-foot foot-bar not-printed">
          <span>
            {tried && wrong > 0 ? t('pages.basic.toMend', { count: wrong }) : isDirty ? t('pages.basic.unsaved') : ''}
          </span>
          {typed === null ? (
            <Button loading={acts.isSaving} onClick={acts.take}>
              {t('section.take')}
            </Button>
          ) : (
            <Button loading={acts.isSaving} disabled={!isDirty} onClick={() => acts.save(rows)}>
              {t('pages.basic.save')}
            </Button>
          )}
          <Button
            type="primary"
            loading={acts.isSubmitting}
            disabled={!may.submit && !isDirty}
            onClick={typed === null ? () => acts.submit(rows, false) : submit}
          >
            {t('section.submit')}
          </Button>
        </footer>
      )}
      {shown !== null && (
        <div className="sheet institution-sheet">
          <h2>{t('pages.basic.people')}</h2>
          <VersionPeople version={shown} />
        </div>
      )}
      <SectionLeaveGuard active={isDirty} />
    </>
  );
}

type FormProps = {
  readonly section: 'conditions' | 'finance';
  readonly values: FormRow;
  readonly inForce: FormRow | null;
  readonly tried: boolean;
  readonly onChange: (values: FormRow) => void;
};

function FormEditor({ section, values, inForce, tried, onChange }: FormProps) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const wrong = wrongIn(section, values);
  return (
    <div className="filed-values">
      {Object.entries(formFields[section]).map(([group, list]) => (
        <section key={group}>
          <h3>{t(`section.groups.${group}`)}</h3>
          <div className="section-grid">
            {list.map((field) => (
              <FiledControl
                key={field.name}
                section={section}
                field={field}
                value={values[field.name]}
                wrong={tried || wrong[field.name] === 'invalid' ? wrong[field.name] : undefined}
                was={
                  inForce === null || (inForce[field.name] ?? null) === (values[field.name] ?? null)
                    ? undefined
                    : words.valueOf(section, field, inForce[field.name])
                }
                onChange={(value) => onChange({ ...values, [field.name]: value })}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

type TableProps = {
  readonly section: TypedSection & ('buildings' | 'staff');
  readonly rows: readonly FormRow[];
  readonly onChange: (rows: readonly FormRow[]) => void;
};

function TableEditor({ section, rows, onChange }: TableProps) {
  const { t } = useTranslation('institutions');
  const [open, setOpen] = useState<number | null>(null);
  const row = open === null ? null : (rows[open] ?? (section === 'staff' ? { key: crypto.randomUUID() } : {}));
  return (
    <>
      <div className="filed-bar">
        <span>{t('section.rowCount', { count: rows.length })}</span>
        <Button onClick={() => setOpen(rows.length)}>{t(`section.row.add.${section}`)}</Button>
      </div>
      <FiledRows section={section} rows={rows} onOpen={setOpen} />
      {open !== null && row !== null && (
        <RowDialog
          section={section}
          row={row}
          onSave={(saved) => {
            onChange(open < rows.length ? rows.map((each, at) => (at === open ? saved : each)) : [...rows, saved]);
            setOpen(null);
          }}
          onRemove={
            open < rows.length
              ? () => {
                  onChange(rows.filter((_each, at) => at !== open));
                  setOpen(null);
                }
              : null
          }
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
