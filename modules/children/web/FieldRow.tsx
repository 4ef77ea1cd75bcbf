import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChildColumn } from '../child.ts';
import type { FormField } from '../form-fields.ts';
import { type FormValue, type FormValues, isMasked, isRequired } from '../form-rules.ts';
import { type ClassChoice, FieldControl } from './FieldControl.tsx';
import { useFieldWord } from './use-field-word.ts';
import { useFileDue } from './use-file-due.ts';
import type { FormProblem } from './use-form-problems.ts';
import { useProblemText } from './use-problem-text.ts';

type Props = {
  readonly field: FormField;
  readonly values: FormValues;
  readonly classes: readonly ClassChoice[];
  readonly problems: readonly FormProblem[];
  readonly isMissing: boolean;
  /** Why it cannot be changed here. */
  readonly locked?: string | null | undefined;
  readonly onChange: (column: ChildColumn, value: FormValue) => void;
  readonly onLeave: (column: ChildColumn) => void;
};

const withHint: ReadonlySet<ChildColumn> = new Set([
  'name',
  'identityNumber',
  'birthPlace',
  'hukouPlace',
  'nativePlace',
  'address',
  'bloodType',
]);

/** Label, control, and below it what is wrong or how to fill it. */
export function FieldRow({ field, values, classes, problems, isMissing, locked, onChange, onLeave }: Props) {
  const { t } = useTranslation('children');
  const textOf = useProblemText();
  const wordOf = useFieldWord();
  const { column } = field;
  const label = t(`pages.field.${column}`);
  const fileDue = useFileDue(values.admittedOn, column === 'admittedOn');
  const required = isRequired(column, values);
  const wrong = problems.find((problem) => problem.severity === 'error');
  const warning = problems.find((problem) => problem.severity === 'warning');
  const hint = isMasked(values[column])
    ? t('pages.form.maskedKept')
    : column === 'identityNumber' && values.identityType === 'Z'
      ? t('pages.hint.identityNumberNone')
      : withHint.has(column)
        ? t(`pages.hint.${column}`)
        : fileDue;
  const note =
    wrong !== undefined
      ? textOf(wrong)
      : isMissing
        ? t(
            field.kind === 'text' || field.kind === 'document' || field.kind === 'date'
              ? 'pages.form.missingField'
              : 'pages.form.missingChoice',
            { field: label },
          )
        : warning !== undefined
          ? textOf(warning)
          : hint;
  const tone = wrong !== undefined || isMissing ? 'bad' : warning !== undefined ? 'warn' : 'hint';
  const noteId = `note-${column}`;
  const wide = field.kind === 'place' || ('wide' in field && field.wide === true);
  return (
    <div className={`form-field${wide ? ' wide' : ''}`} data-column={column}>
      <label htmlFor={`field-${column}`}>
        {label}
        {required && <abbr title={t('pages.form.required')}>*</abbr>}
      </label>
      {locked ? (
        <Input
          id={`field-${column}`}
          className="figure"
          disabled
          value={wordOf(field, values[column])}
          aria-describedby={noteId}
        />
      ) : (
        <FieldControl
          field={field}
          value={values[column]}
          classes={classes}
          invalid={tone === 'bad'}
          describedBy={noteId}
          label={label}
          onChange={(value) => onChange(column, value)}
          onLeave={() => onLeave(column)}
        />
      )}
      <p id={noteId} className={`form-note ${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
        {wrong === undefined && locked ? locked : note}
      </p>
    </div>
  );
}
