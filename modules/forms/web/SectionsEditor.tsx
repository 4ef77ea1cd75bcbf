import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Design, type Field, fieldsOf, type Section } from '../design.ts';
import { FieldEditor } from './FieldEditor.tsx';

type Props = { readonly design: Design; readonly onChange: (design: Design) => void };

const newField = (): Field => ({
  ...{ key: `f${crypto.randomUUID().replaceAll('-', '').slice(0, 10)}`, kind: 'text', label: '', hint: null },
  ...{ isRequired: true, unit: null, min: null, max: null, decimals: 0, options: [], shownIf: null },
});

const moved = (fields: readonly Field[], at: number, by: -1 | 1): Field[] => {
  const next = [...fields];
  const [one] = next.splice(at, 1);
  if (one) next.splice(at + by, 0, one);
  return next;
};

/** Sections and fields of a form, in the order in which they are shown. */
export function SectionsEditor({ design, onChange }: Props) {
  const { t } = useTranslation('forms');
  const setSection = (at: number, section: Section | null) =>
    onChange({
      ...design,
      sections: design.sections.flatMap((each, place) => (place !== at ? [each] : section ? [section] : [])),
    });
  const all = fieldsOf(design);
  return (
    <section className="sheet">
      <h2>{t('design.sections')}</h2>
      {design.sections.length === 0 && <p className="soft">{t('design.noFields')}</p>}
      {design.sections.map((section, at) => (
        <fieldset key={at.toString()} className="form-section">
          <legend>{t('design.sectionNumber', { n: at + 1 })}</legend>
          <div className="design-row">
            <Input
              aria-label={t('design.section')}
              placeholder={t('design.section')}
              maxLength={60}
              value={section.title}
              onChange={(event) => setSection(at, { ...section, title: event.target.value })}
            />
            <Button danger onClick={() => setSection(at, null)}>
              {t('design.removeSection')}
            </Button>
          </div>
          {section.fields.map((field, place) => (
            <FieldEditor
              key={field.key}
              field={field}
              earlier={all.slice(
                0,
                all.findIndex(({ key }) => key === field.key),
              )}
              onChange={(next) =>
                setSection(at, {
                  ...section,
                  fields: section.fields.map((each) => (each.key === next.key ? next : each)),
                })
              }
              onRemove={() =>
                setSection(at, { ...section, fields: section.fields.filter(({ key }) => key !== field.key) })
              }
              onUp={place === 0 ? null : () => setSection(at, { ...section, fields: moved(section.fields, place, -1) })}
              onDown={
                place === section.fields.length - 1
                  ? null
                  : () => setSection(at, { ...section, fields: moved(section.fields, place, 1) })
              }
            />
          ))}
          <Button onClick={() => setSection(at, { ...section, fields: [...section.fields, newField()] })}>
            {t('design.addField')}
          </Button>
        </fieldset>
      ))}
      <Button
        type={design.sections.length === 0 ? 'primary' : 'default'}
        onClick={() => onChange({ ...design, sections: [...design.sections, { title: '', fields: [] }] })}
      >
        {t('design.addSection')}
      </Button>
    </section>
  );
}
