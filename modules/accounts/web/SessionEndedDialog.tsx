import { resumeSession, sessionEnded } from '@xueqian/ui/connection.ts';
import { Modal } from 'antd';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../contract.ts';
import { SignInForm } from './SignInForm.tsx';
import './sign-in.css';

type Props = {
  readonly login: string;
  readonly prepare: () => Promise<void>;
  readonly onSignedIn: (session: SessionView) => void;
  readonly onOther: () => void;
};

/** Asks to sign in again over the page, which keeps what was typed; the calls that waited go on afterwards. */
export function SessionEndedDialog({ login, prepare, onSignedIn, onOther }: Props) {
  const ended = useSyncExternalStore(sessionEnded.watch, sessionEnded.get);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (ended) void prepare().then(() => setReady(true));
  }, [ended, prepare]);
  return ended && ready ? <Dialog login={login} onSignedIn={onSignedIn} onOther={onOther} /> : null;
}

function Dialog({ login, onSignedIn, onOther }: Omit<Props, 'prepare'>) {
  const { t } = useTranslation('accounts');
  const password = useRef<HTMLInputElement>(null);
  return (
    <Modal
      open
      title={t('ended.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={420}
      zIndex={1500}
      afterOpenChange={(open) => open && password.current?.focus()}
    >
      <p className="dialog-hint">{t('ended.hint')}</p>
      <SignInForm
        login={login}
        passwordRef={password}
        onSignedIn={(session) => {
          onSignedIn(session);
          resumeSession();
        }}
      />
      <p className="sign-in-help">
        <button type="button" className="plain-link" onClick={onOther}>
          {t('ended.other')}
        </button>{' '}
        {t('ended.otherHint')}
      </p>
    </Modal>
  );
}
