import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { usePrint } from '@xueqian/ui/use-print.ts';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unmaskReasons } from '../../children/contract.ts';
import { wholeFormPath } from '../contract.ts';

type Reason = (typeof unmaskReasons)[number];
type Props = { readonly open: boolean; readonly childId: number; readonly onClose: () => void };

/** A form with whole numbers: for a reason, on record, counted with the looks at them. */
export function WholeFormDialog({ open, childId, onClose }: Props) {
  const { t } = useTranslation(['papers', 'children', 'ui']);
  const id = useId();
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState('');
  const { print, isPrinting, problem } = usePrint();
  const ready = reason !== null && note.trim().length >= 2;
  return (
    <Modal
      open={open}
      title={t('child.printWhole')}
      okText={t('child.print')}
      cancelText={t('ui:cancel')}
      confirmLoading={isPrinting}
      okButtonProps={{ disabled: !ready }}
      onOk={() => void print(wholeFormPath, { childId, reason, note: note.trim() }).then((done) => done && onClose())}
      onCancel={onClose}
    >
      <p className="dialog-hint">{t('child.wholeHint')}</p>
      <label htmlFor={`${id}-reason`} className="dialog-label">
        {t('children:pages.unmask.reason')}
      </label>
      <Select<Reason>
        id={`${id}-reason`}
        style={{ width: '100%' }}
        value={reason}
        options={unmaskReasons.map((one) => ({ value: one, label: t(`children:pages.unmask.reasons.${one}`) }))}
        onChange={setReason}
      />
      <label htmlFor={`${id}-note`} className="dialog-label">
        {t('children:pages.unmask.note')}
      </label>
      <Input.TextArea
        id={`${id}-note`}
        value={note}
        maxLength={200}
        showCount
        rows={3}
        onChange={(event) => setNote(event.target.value)}
      />
      {problem !== null && <ErrorState problem={problem} small />}
    </Modal>
  );
}
