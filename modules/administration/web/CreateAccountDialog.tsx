import type { Role } from '@xueqian/kernel/actor.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createAccount, type Handover, listAccounts } from '../contract.ts';
import { type FoundOffice, OfficePicker } from './OfficePicker.tsx';
import '@xueqian/ui/parts/dialogs.css';

type Props = { readonly onMade: (slip: Handover) => void; readonly onClose: () => void };

const texts = ['name', 'identityNumber', 'phone'] as const;

/** A new account: the office, the role it may have there, and the person behind it. */
export function CreateAccountDialog({ onMade, onClose }: Props) {
  const { t } = useTranslation(['administration', 'ui']);
  const id = useId();
  const [office, setOffice] = useState<FoundOffice | null>(null);
  const [role, setRole] = useState<Role | null>(null);
  const [person, setPerson] = useState<Readonly<Record<(typeof texts)[number], string>>>({
    name: '',
    identityNumber: '',
    phone: '',
  });
  const [tried, setTried] = useState(false);
  const act = useAct(createAccount, { refreshes: [listAccounts], onDone: onMade });
  const complete = office !== null && role !== null && texts.every((key) => person[key].trim() !== '');
  const submit = () => {
    setTried(true);
    if (complete)
      act.mutate({ officeId: office.officeId, institutionId: office.institutionId, role: role as Role, ...person });
  };
  return (
    <Modal
      open
      title={t('create.title')}
      okText={t('create.confirm')}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onOk={submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="dialog-hint">{t('create.hint')}</p>
      <div className="dialog-field">
        <label className="dialog-label" htmlFor={`${id}-office`}>
          {t('create.office')}
        </label>
        <OfficePicker
          id={`${id}-office`}
          value={office}
          onChange={(chosen) => {
            setOffice(chosen);
            setRole(chosen?.roles.length === 1 ? (chosen.roles[0] as Role) : null);
          }}
        />
      </div>
      <div className="dialog-field">
        <label className="dialog-label" htmlFor={`${id}-role`}>
          {t('create.role')}
        </label>
        <Select
          id={`${id}-role`}
          style={{ width: '100%' }}
          disabled={office === null}
          value={role}
          options={(office?.roles ?? []).map((one) => ({ value: one, label: t(`ui:roles.${one}`) }))}
          onChange={setRole}
        />
        {role !== null && <p className="soft small">{t(`roleNotes.${role}`)}</p>}
      </div>
      {texts.map((key) => (
        <div key={key} className="dialog-field">
          <label className="dialog-label" htmlFor={`${id}-${key}`}>
            {t(`create.${key}`)}
          </label>
          <Input
            id={`${id}-${key}`}
            value={person[key]}
            maxLength={key === 'identityNumber' ? 40 : 100}
            autoComplete="off"
            onChange={(event) => setPerson({ ...person, [key]: event.target.value })}
          />
        </div>
      ))}
      {tried && !complete && (
        <p className="dialog-wrong" role="alert">
          {t('create.missing')}
        </p>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
