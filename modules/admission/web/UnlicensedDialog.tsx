import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Input, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { telephone } from '../application.ts';
import { listUnlicensed, saveUnlicensed, type UnlicensedRow } from '../unlicensed.ts';
import '@xueqian/ui/parts/dialogs.css';

type Props = { readonly row: UnlicensedRow | null; readonly onClose: () => void };
const texts = ['name', 'address', 'personInCharge', 'phone', 'foundOn', 'note'] as const;
type Text = (typeof texts)[number];

/** Records an institution without a licence, or mends the record. */
export function UnlicensedDialog({ row, onClose }: Props) {
  const { t } = useTranslation(['admission', 'ui']);
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<Text, string>>>({
    ...{ name: row?.name ?? '', address: row?.address ?? '', personInCharge: row?.personInCharge ?? '', phone: '' },
    ...{ foundOn: row?.foundOn ?? '', note: row?.note ?? '' },
  });
  const [town, setTown] = useState<{ code: string | null; name: string | null }>({
    code: row?.townCode ?? null,
    name: row?.townName ?? null,
  });
  const [children, setChildren] = useState<number | null>(row?.children ?? null);
  const [tried, setTried] = useState(false);
  const act = useAct(saveUnlicensed, { refreshes: [listUnlicensed], onDone: onClose });
  const wrong: Readonly<Partial<Record<Text | 'children', boolean>>> = {
    name: values.name.trim().length < 2,
    address: values.address.trim().length < 2,
    personInCharge: values.personInCharge.trim().length < 2,
    phone: values.phone !== '' && !telephone.safeParse(values.phone).success,
    foundOn: values.foundOn === '',
    children: children === null,
  };
  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some(Boolean) || children === null) return;
    const { phone, note, ...rest } = values;
    act.mutate({
      ...{ unlicensedId: row?.id ?? null, revision: row?.revision ?? null, townCode: town.code, children },
      ...{ ...rest, phone: phone === '' ? null : phone, note: note.trim() === '' ? null : note },
    });
  };
  return (
    <Modal
      open
      title={t(row === null ? 'unlicensed.new' : 'unlicensed.edit')}
      okText={t('form.save')}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onOk={submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="dialog-hint">{t('unlicensed.hint')}</p>
      {texts.map((key) => (
        <div key={key} className="dialog-field">
          <label className="dialog-label" htmlFor={`${id}-${key}`}>
            {t(`unlicensed.fields.${key}`)}
          </label>
          {key === 'foundOn' ? (
            <DateBox
              id={`${id}-${key}`}
              value={values[key]}
              status={tried && wrong[key] ? 'error' : ''}
              onChange={(foundOn) => setValues({ ...values, foundOn })}
            />
          ) : (
            <Input
              id={`${id}-${key}`}
              value={values[key]}
              maxLength={key === 'note' ? 500 : key === 'address' ? 120 : 60}
              autoComplete="off"
              placeholder={key === 'phone' ? (row?.phoneMasked ?? '') : ''}
              status={tried && wrong[key] ? 'error' : ''}
              aria-invalid={tried && wrong[key] === true}
              onChange={(event) => setValues({ ...values, [key]: event.target.value })}
            />
          )}
        </div>
      ))}
      <div className="dialog-field">
        <label className="dialog-label" htmlFor={`${id}-town`}>
          {t('fields.townCode')}
        </label>
        <DivisionPicker
          id={`${id}-town`}
          search={searchDivisions}
          level="town"
          value={town.code}
          {...(town.name === null ? {} : { valueName: town.name })}
          onChange={(code, name) => setTown({ code, name })}
          label={t('hints.townCode')}
        />
      </div>
      <div className="dialog-field">
        <label className="dialog-label" htmlFor={`${id}-children`}>
          {t('unlicensed.fields.children')}
        </label>
        <InputNumber
          id={`${id}-children`}
          min={0}
          max={5000}
          precision={0}
          value={children}
          status={tried && wrong.children ? 'error' : ''}
          onChange={setChildren}
        />
      </div>
      {tried && Object.values(wrong).some(Boolean) && (
        <p className="dialog-wrong" role="alert">
          {t('unlicensed.missing')}
        </p>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
