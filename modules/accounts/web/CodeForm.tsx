import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proveSecondFactor, type SessionView } from '../contract.ts';
import { Field } from './Field.tsx';

type Props = { readonly onSignedIn: (session: SessionView) => void; readonly onBack: () => void };

/** The second half of a sign-in: the code of the authenticator, or a recovery code. */
export function CodeForm({ onSignedIn, onBack }: Props) {
  const { t } = useTranslation('accounts');
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const act = useAct(proveSecondFactor, { refreshes: [], onDone: onSignedIn });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') act.mutate({ code });
    setCode('');
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <p className="sign-in-hint">{t('signIn.codeHint')}</p>
      <Field
        label={t('signIn.code')}
        inputRef={input}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={code}
        onText={setCode}
      />
      {act.error !== null && <ErrorState problem={act.error} small />}
      <button type="submit" className="plain-button first" disabled={act.isPending}>
        {act.isPending ? t('signIn.pending') : t('signIn.codeSubmit')}
      </button>
      <button type="button" className="plain-link" onClick={onBack}>
        {t('signIn.codeBack')}
      </button>
    </form>
  );
}
