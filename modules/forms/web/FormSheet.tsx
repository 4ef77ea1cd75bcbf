import { Theme } from '@rjsf/antd';
import { type FormProps, withTheme } from '@rjsf/core';
import {
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type RJSFSchema,
  TranslatableString,
  type ValidatorType,
  type WidgetProps,
} from '@rjsf/utils';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../answer-check.ts';
import type { AnswerValues } from '../design.ts';
import type { JsonSchema } from '../form-schema.ts';
import { findSchemaFaults } from './find-schema-faults.ts';
import { type PaperMeans, PapersField } from './PapersField.tsx';
import './forms.css';

/** What the templates know beside the library's own: what is wrong where, and where papers go. */
type Context = { readonly faults: Readonly<Record<string, string>>; readonly papers: PaperMeans };
type Values = AnswerValues;

/** A key that is missing is told of no key: asked for by itself. */
const isRight = (schema: { readonly required?: readonly string[] }, values: object): boolean =>
  (schema.required ?? []).every((key) => key in values) && findSchemaFaults(schema, values).length === 0;

/** The library asks which conditions hold; faults are found by the rule of answers and shown by the templates. */
const validator: ValidatorType<Values, RJSFSchema, Context> = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: (schema, values) => isRight(schema, values ?? {}),
  rawValidation: () => ({ errors: [] }),
};

const keyOf = (id: string): string => id.replace(/^root_?/, '');

function FieldLine(props: FieldTemplateProps<Values, RJSFSchema, Context>) {
  const { id, children, label, required, rawHelp, uiSchema, registry, hidden } = props;
  if (hidden === true) return <div hidden>{children}</div>;
  const key = keyOf(id);
  if (key === '') return children;
  const fault = registry.formContext.faults[key];
  const unit = (uiSchema?.['ui:options'] as { unit?: string } | undefined)?.unit ?? '';
  return (
    <div className={fault === undefined ? 'form-line' : 'form-line wrong'}>
      <label htmlFor={id} id={`${id}__title`}>
        {label}
        {required === true && (
          <span className="form-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      <div className="form-entry">
        {children}
        {unit !== '' && <span className="soft">{unit}</span>}
      </div>
      {rawHelp !== undefined && (
        <p className="soft" id={`${id}__help`}>
          {rawHelp}
        </p>
      )}
      {fault !== undefined && (
        <p className="form-fault" role="alert" id={`${id}__error`}>
          {fault}
        </p>
      )}
    </div>
  );
}

type SectionKeys = { readonly title: string; readonly keys: readonly string[] };

function Sections({ properties, uiSchema }: ObjectFieldTemplateProps<Values, RJSFSchema, Context>) {
  const sections = ((uiSchema?.['ui:options'] as { sections?: SectionKeys[] } | undefined)?.sections ?? []).map(
    ({ title, keys }) => ({ title, shown: properties.filter(({ name }) => keys.includes(name)) }),
  );
  return sections
    .filter(({ shown }) => shown.length > 0)
    .map(({ title, shown }) => (
      <fieldset key={title} className="form-section">
        <legend>{title}</legend>
        {shown.map(({ content }) => content)}
      </fieldset>
    ));
}

function DayWidget({ id, value, onChange, disabled, readonly }: WidgetProps<Values, RJSFSchema, Context>) {
  return (
    <DateBox
      id={id}
      disabled={disabled === true || readonly === true}
      value={typeof value === 'string' ? value : ''}
      onChange={(day) => onChange(day === '' ? undefined : day)}
    />
  );
}

const Themed = withTheme<Values, RJSFSchema, Context>({
  ...Theme,
  templates: { ...Theme.templates, FieldTemplate: FieldLine, ObjectFieldTemplate: Sections },
  widgets: { ...Theme.widgets, DateWidget: DayWidget, date: DayWidget },
  fields: { ...Theme.fields, papers: PapersField as never },
} as never);

const unanswered = {
  ...{ emptyObjectFields: 'skipDefaults', constAsDefaults: 'never' },
  arrayMinItems: { populate: 'never' },
};

type Props = {
  readonly answerSchema: JsonSchema;
  readonly uiSchema: JsonSchema;
  readonly values: AnswerValues;
  readonly faults: readonly (Fault & { readonly label: string })[];
  readonly papers: PaperMeans;
  readonly onChange: (values: AnswerValues) => void;
};

/** A form to be filled in, as its JSON Schema lays it down; shown by the library with our templates and words. */
export default function FormSheet({ answerSchema, uiSchema, values, faults, papers, onChange }: Props) {
  const { t } = useTranslation('forms');
  const words: Partial<Record<TranslatableString, string>> = {
    [TranslatableString.YesLabel]: t('yesNo.yes'),
    [TranslatableString.NoLabel]: t('yesNo.no'),
  };
  const context: Context = {
    papers,
    faults: Object.fromEntries(
      faults.map(({ field, code, facts, label }) => [field, t(`faults.${code}`, { ...facts, label })]),
    ),
  };
  const { $schema: _dialect, ...schema } = answerSchema;
  const props = {
    ...{ schema, uiSchema, validator, formData: values, formContext: context },
    ...{ tagName: 'div', noHtml5Validate: true, noValidate: true, showErrorList: false },
    // Nothing is answered before somebody answers: the library would say no where it is asked yes or no.
    experimental_defaultFormStateBehavior: unanswered,
    translateString: (name: TranslatableString) => words[name] ?? '',
    onChange: ({ formData }: { formData?: AnswerValues }) => onChange(formData ?? {}),
  } as unknown as FormProps<Values, RJSFSchema, Context>;
  return (
    <div className="form-sheet">
      <Themed {...props}>
        <span />
      </Themed>
    </div>
  );
}
