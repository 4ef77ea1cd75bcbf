import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SessionView, signIn } from '../contract.ts';

type Props = {
  readonly login: string;
  /** Left out: the account is given and can't be changed. */
  readonly onLogin?: (login: string) => void;
  readonly passwordRef?: RefObject<HTMLInputElement | null>;
  readonly onSignedIn: (session: SessionView) => void;
};

export function SignInForm({ login, onLogin, passwordRef, onSignedIn }: Props) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const act = useAct(signIn, { refreshes: [], onDone: onSignedIn });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') act.mutate({ login: login.trim(), password });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <label>
        <span>{t('signIn.login')}</span>
        <input
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
          value={login}
          readOnly={onLogin === undefined}
          onChange={(event) => onLogin?.(event.target.value)}
        />
      </label>
      <label>
        <span>{t('signIn.password')}</span>
        <input
          ref={passwordRef}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {act.error !== null && <ErrorState problem={act.error} small />}
      <button type="submit" className="plain-button first" disabled={act.isPending}>
        {act.isPending ? t('signIn.pending') : t('signIn.submit')}
      </button>
    </form>
  );
}
