import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordDestructions } from '../destruction-contract.ts';

type Props = {
  readonly open: boolean;
  readonly institutionId: number;
  readonly ids: readonly number[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** The day of the destruction and its two people. */
export function DestructionDialog({ open, institutionId, ids, onClose, onDone }: Props) {
  const { t } = useTranslation(['papers', 'ui']);
  const { message } = App.useApp();
  const id = useId();
  const [destroyedOn, setDay] = useState(today);
  const [destroyedBy, setDestroyer] = useState('');
  const [witnessedBy, setWitness] = useState('');
  const act = useAct(recordDestructions, {
    onDone: ({ done }) => {
      void message.success(t('files.done', { done }));
      onDone();
    },
  });
  const ready = destroyedOn !== '' && destroyedBy.trim().length >= 2 && witnessedBy.trim().length >= 2;
  return (
    <Modal
      open={open}
      title={t('files.recordTitle', { count: ids.length })}
      okText={t('recordConfirm')}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      okButtonProps={{ disabled: !ready }}
      onOk={() =>
        act.mutate({
          institutionId,
          ids: [...ids],
          destroyedOn,
          destroyedBy: destroyedBy.trim(),
          witnessedBy: witnessedBy.trim(),
        })
      }
      onCancel={onClose}
    >
      <label htmlFor={`${id}-day`} className="dialog-label">
        {t('files.destroyedOn')}
      </label>
      <DateBox id={`${id}-day`} value={destroyedOn} onChange={setDay} />
      <label htmlFor={`${id}-by`} className="dialog-label">
        {t('files.destroyedBy')}
      </label>
      <Input
        id={`${id}-by`}
        value={destroyedBy}
        maxLength={30}
        onChange={(event) => setDestroyer(event.target.value)}
      />
      <label htmlFor={`${id}-witness`} className="dialog-label">
        {t('files.witnessedBy')}
      </label>
      <Input
        id={`${id}-witness`}
        value={witnessedBy}
        maxLength={30}
        onChange={(event) => setWitness(event.target.value)}
      />
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
