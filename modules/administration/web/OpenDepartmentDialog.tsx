import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { openDepartment, searchOffices } from '../contract.ts';
import '@xueqian/ui/parts/dialogs.css';

/** Founds the department of a division directly below, so that its first administrators can be named. */
export function OpenDepartmentDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['administration', 'ui']);
  const { message } = App.useApp();
  const id = useId();
  const [division, setDivision] = useState<string | null>(null);
  const [name, setName] = useState('');
  const act = useAct(openDepartment, {
    refreshes: [searchOffices],
    onDone: () => {
      message.success(t('department.done', { name }));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('department.title')}
      okText={t('department.confirm')}
      okButtonProps={{ disabled: division === null || name.trim().length < 2 }}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onOk={() => division !== null && act.mutate({ divisionCode: division.replace(/^(\w{6})0{6}$/, '$1'), name })}
      onCancel={onClose}
    >
      <p className="dialog-hint">{t('department.hint')}</p>
      <div className="dialog-field">
        <DivisionPicker
          search={searchDivisions}
          label={t('department.division')}
          value={division}
          onChange={(code) => setDivision(code)}
        />
      </div>
      <div className="dialog-field">
        <label className="dialog-label" htmlFor={id}>
          {t('department.name')}
        </label>
        <Input id={id} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </div>
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
