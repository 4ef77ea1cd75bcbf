import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Button, Input, Modal, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unmaskChild, type unmaskFields, unmaskReasons } from '../contract.ts';

type Reason = (typeof unmaskReasons)[number];

/** How long a whole number stays on the page, in seconds. */
const shownFor = 60;

type Props = { readonly childId: number; readonly field: (typeof unmaskFields)[number]; readonly masked: string };

/** A masked number with the way to see it whole: for a reason, on record, and hidden again after a minute. */
export function UnmaskButton({ childId, field, masked }: Props) {
  const { t } = useTranslation(['children', 'ui']);
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [shown, setShown] = useState<{ value: string; left: number } | null>(null);
  const act = useAct(unmaskChild, {
    refreshes: [],
    onDone: ({ value }) => {
      setAsking(false);
      setShown({ value, left: shownFor });
    },
  });
  const showing = shown !== null;
  useEffect(() => {
    if (!showing) return;
    const clock = setInterval(
      () => setShown((now) => (now === null || now.left <= 1 ? null : { ...now, left: now.left - 1 })),
      1000,
    );
    return () => clearInterval(clock);
  }, [showing]);
  const ready = reason !== null && note.trim().length >= 2;
  const submit = () => {
    setTried(true);
    if (reason !== null && ready) act.mutate({ childId, field, reason, note: note.trim() });
  };
  return (
    <span className="unmask">
      {shown?.value ?? masked}{' '}
      {shown === null ? (
        <Button
          size="small"
          type="link"
          onClick={() => {
            setReason(null);
            setNote('');
            setTried(false);
            act.reset();
            setAsking(true);
          }}
        >
          {t('pages.unmask.button')}
        </Button>
      ) : (
        <Button size="small" type="link" onClick={() => setShown(null)}>
          {t('pages.unmask.hide')} · {t('pages.unmask.left', { seconds: shown.left })}
        </Button>
      )}
      <Modal
        open={asking}
        title={t('pages.unmask.title', { field: t(`pages.field.${field}`) })}
        okText={t('pages.unmask.confirm')}
        cancelText={t('ui:cancel')}
        confirmLoading={act.isPending}
        onOk={submit}
        onCancel={() => setAsking(false)}
      >
        <p className="dialog-hint">{t('pages.unmask.text')}</p>
        <label htmlFor={`${id}-reason`} className="dialog-label">
          {t('pages.unmask.reason')}
        </label>
        <Select<Reason>
          id={`${id}-reason`}
          style={{ width: '100%' }}
          value={reason}
          options={unmaskReasons.map((one) => ({ value: one, label: t(`pages.unmask.reasons.${one}`) }))}
          onChange={setReason}
        />
        <label htmlFor={`${id}-note`} className="dialog-label">
          {t('pages.unmask.note')}
        </label>
        <Input.TextArea
          id={`${id}-note`}
          value={note}
          maxLength={200}
          showCount
          rows={3}
          onChange={(event) => setNote(event.target.value)}
        />
        <p className="dialog-wrong" role="alert">
          {tried && !ready ? t('pages.unmask.needed') : ''}
        </p>
        {act.error !== null && <ErrorState problem={act.error} small />}
      </Modal>
    </span>
  );
}
