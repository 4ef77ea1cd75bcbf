import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noteGraduate } from '../contract.ts';
import { type Whereabouts, whereabouts } from '../standing.ts';

type Props = {
  readonly child: {
    readonly childId: number;
    readonly name: string;
    readonly whereabouts: Whereabouts | null;
    readonly note: string | null;
  };
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Says what is known of a graduate that has not arrived. */
export function NoteDialog({ child, onDone, onClose }: Props) {
  const { t } = useTranslation('primary-entry');
  const [known, setKnown] = useState<Whereabouts | null>(child.whereabouts);
  const [said, setSaid] = useState(child.note ?? '');
  const note = useAct(noteGraduate, { onDone });
  const text = said.trim();
  return (
    <Modal
      open
      title={t('graduates.noteOf', { name: child.name })}
      okText={t('graduates.note')}
      cancelText={t('graduates.cancel')}
      okButtonProps={{ disabled: known === null || text.length === 1 }}
      confirmLoading={note.isPending}
      onOk={() =>
        known !== null && note.mutate({ childId: child.childId, whereabouts: known, note: text === '' ? null : text })
      }
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <div className="primary-entry-form">
        <label htmlFor="graduate-whereabouts">{t('graduates.whereabouts')}</label>
        <Select
          id="graduate-whereabouts"
          value={known}
          placeholder={t('graduates.choose')}
          onChange={(chosen: Whereabouts) => setKnown(chosen)}
          options={whereabouts.map((value) => ({ value, label: t(`whereabouts.${value}`) }))}
        />
        <label htmlFor="graduate-note">{t('graduates.more')}</label>
        <Input.TextArea
          id="graduate-note"
          rows={3}
          maxLength={200}
          value={said}
          onChange={({ target }) => setSaid(target.value)}
        />
        {note.error !== null && <ErrorState problem={note.error} small />}
      </div>
    </Modal>
  );
}
