import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FormRow, type TypedSection, wrongIn } from '../filed-form.ts';
import { fieldsOf } from '../section-fields.ts';
import { FiledControl } from './FiledControl.tsx';

type Props = {
  readonly section: TypedSection;
  readonly row: FormRow;
  readonly onSave: (row: FormRow) => void;
  readonly onRemove: (() => void) | null;
  readonly onClose: () => void;
};

/** One building or one member of the staff, with all fields. A whole number that is shown masked is typed anew or kept. */
export function RowDialog({ section, row, onSave, onRemove, onClose }: Props) {
  const { t } = useTranslation(['institutions', 'ui']);
  const [values, setValues] = useState<FormRow>({ ...row, number: null });
  const [tried, setTried] = useState(false);
  const wrong = wrongIn(section, values);
  const masked = typeof row['number'] === 'string' ? row['number'] : null;
  const save = () => {
    setTried(true);
    if (Object.keys(wrong).length === 0) onSave(values);
  };
  return (
    <Modal
      open
      width={760}
      title={t(`section.row.${section}`)}
      okText={t('section.row.keep')}
      cancelText={t('ui:cancel')}
      onOk={save}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="section-grid">
        {fieldsOf(section).map((field) => (
          <FiledControl
            key={field.name}
            section={section}
            field={field}
            value={values[field.name]}
            was={field.kind === 'number' && masked !== null ? masked : undefined}
            wrong={tried || wrong[field.name] === 'invalid' ? wrong[field.name] : undefined}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
      </div>
      {onRemove !== null && (
        <button type="button" className="plain-link row-remove" onClick={onRemove}>
          {t('section.row.remove')}
        </button>
      )}
    </Modal>
  );
}
