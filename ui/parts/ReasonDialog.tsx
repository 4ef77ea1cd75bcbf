import { Input, Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';
import './dialogs.css';

type Props = {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, and to whom. */
  readonly hint?: string;
  /** Reasons given often, to start from. */
  readonly suggestions?: readonly string[];
  /** What stands there already, to be mended. */
  readonly startsWith?: string;
  readonly confirmWord: string;
  /** Whether who is returned or refused something reads it; otherwise it stays on record. */
  readonly isRead?: boolean;
  readonly isPending?: boolean;
  readonly problem?: Problem | null;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
};

const longest = 500;

/** Asks for a reason, and says who will read it. */
export function ReasonDialog(props: Props) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const { open, startsWith = '' } = props;
  useEffect(() => {
    if (open) {
      setReason(startsWith);
      setTried(false);
    }
  }, [open, startsWith]);
  const tooShort = reason.trim().length < 2;
  const submit = () => {
    setTried(true);
    if (!tooShort) props.onSubmit(reason.trim());
  };
  return (
    <Modal
      open={open}
      title={props.title}
      okText={props.confirmWord}
      cancelText={t('cancel')}
      confirmLoading={props.isPending ?? false}
      onOk={submit}
      onCancel={props.onClose}
      mask={{ closable: false }}
    >
      {props.hint !== undefined && <p className="dialog-hint">{props.hint}</p>}
      {props.suggestions !== undefined && props.suggestions.length > 0 && (
        <div className="dialog-suggestions">
          {props.suggestions.map((suggestion) => (
            <button
              key={suggestion}
              type="button"
              onClick={() =>
                setReason((typed) => (typed === '' ? suggestion : `${typed}${t('listSeparator')}${suggestion}`))
              }
            >
              {suggestion}
            </button>
          ))}
        </div>
      )}
      <label htmlFor={id} className="dialog-label">
        {t(props.isRead ? 'reason.read' : 'reason.kept')}
      </label>
      <Input.TextArea
        id={id}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={longest}
        showCount
        autoFocus
        rows={4}
        status={tried && tooShort ? 'error' : ''}
        aria-invalid={tried && tooShort}
        aria-describedby={`${id}-wrong`}
      />
      <p id={`${id}-wrong`} className="dialog-wrong" role="alert">
        {tried && tooShort ? t('reason.needed') : ''}
      </p>
      {props.problem != null && <ErrorState problem={props.problem} small />}
    </Modal>
  );
}
