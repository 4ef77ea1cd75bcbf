import { useTranslation } from 'react-i18next';
import { shownValues } from '../answer-check.ts';
import type { AnswerValues, Design, Field } from '../design.ts';
import { type Paper, PaperLinks } from './PapersField.tsx';
import './forms.css';

type Props = { readonly design: Design; readonly values: AnswerValues; readonly papers: readonly Paper[] };

/** An answer to be read and printed, with the version of the form that it answers. */
export function AnswerText({ design, values, papers }: Props) {
  const shown = shownValues(design, values);
  return design.sections.map(({ title, fields }) => (
    <section key={title} className="answer-section">
      <h2>{title}</h2>
      <dl className="facts">
        {fields
          .filter(({ key, shownIf }) => shownIf === null || key in shown)
          .map((field) => (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd>
                <Value field={field} value={shown[field.key]} papers={papers} />
              </dd>
            </div>
          ))}
      </dl>
    </section>
  ));
}

function Value({
  field,
  value,
  papers,
}: {
  readonly field: Field;
  readonly value: AnswerValues[string] | undefined;
  readonly papers: readonly Paper[];
}) {
  const { t } = useTranslation(['forms', 'ui']);
  if (value === undefined) return <span className="soft">{t('answer.empty')}</span>;
  if (typeof value === 'boolean') return t(value ? 'yesNo.yes' : 'yesNo.no');
  if (typeof value === 'number')
    return (
      <span className="figure">
        {value} {field.unit ?? ''}
      </span>
    );
  if (field.kind === 'attachment' && Array.isArray(value))
    return <PaperLinks papers={papers.filter(({ id }) => value.includes(id))} />;
  return <span className="answer-words">{Array.isArray(value) ? value.join(t('ui:listSeparator')) : value}</span>;
}
