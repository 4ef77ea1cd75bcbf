import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordClassConfirmations } from '../contract.ts';

type Props = {
  readonly open: boolean;
  readonly institutionId: number;
  readonly childIds: readonly number[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** The day on which the chosen lines of a list were signed. */
export function SignedClassDialog({ open, institutionId, childIds, onClose, onDone }: Props) {
  const { t } = useTranslation(['papers', 'ui']);
  const { message } = App.useApp();
  const id = useId();
  const [signedOn, setSignedOn] = useState(today);
  const act = useAct(recordClassConfirmations, {
    onDone: ({ done, already, notFound }) => {
      void message.success(t('recorded', { done, already, notFound }));
      onDone();
    },
  });
  return (
    <Modal
      open={open}
      title={t('recordTitle', { count: childIds.length })}
      okText={t('recordConfirm')}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      okButtonProps={{ disabled: signedOn === '' }}
      onOk={() => act.mutate({ institutionId, childIds: [...childIds], signedOn })}
      onCancel={onClose}
    >
      <p className="dialog-hint">{t('recordHint')}</p>
      <label htmlFor={id} className="dialog-label">
        {t('columns.signedOn')}
      </label>
      <DateBox id={id} value={signedOn} onChange={setSignedOn} />
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
