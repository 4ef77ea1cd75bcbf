import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SessionView, signIn } from '../contract.ts';
import { CodeForm } from './CodeForm.tsx';
import { Field } from './Field.tsx';
import { ImageQuestion } from './ImageQuestion.tsx';

type Props = {
  readonly login: string;
  /** Left out: the account is given and can't be changed. */
  readonly onLogin?: (login: string) => void;
  readonly passwordRef?: RefObject<HTMLInputElement | null>;
  readonly onSignedIn: (session: SessionView) => void;
};

/** Name and password, the letters of an image after failures, and the one-time code of those who have an authenticator. */
export function SignInForm({ login, onLogin, passwordRef, onSignedIn }: Props) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const [image, setImage] = useState({ id: '', answer: '' });
  const [codeAsked, setCodeAsked] = useState(false);
  const act = useAct(signIn, {
    refreshes: [],
    onDone: (reply) => ('secondFactor' in reply ? setCodeAsked(true) : onSignedIn(reply)),
  });
  const imageAsked = act.error?.facts['imageQuestion'] === true;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() === '' || password === '') return;
    act.mutate({ login: login.trim(), password, ...(image.answer === '' ? {} : { image }) });
    setImage({ id: '', answer: '' });
  };
  const back = () => {
    setCodeAsked(false);
    setPassword('');
    act.reset();
  };
  if (codeAsked) return <CodeForm onSignedIn={onSignedIn} onBack={back} />;
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <Field
        label={t('signIn.login')}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={login}
        readOnly={onLogin === undefined}
        onText={(text) => onLogin?.(text)}
      />
      <Field
        label={t('signIn.password')}
        inputRef={passwordRef}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={128}
        value={password}
        onText={setPassword}
      />
      {imageAsked && <ImageQuestion answer={image.answer} onAnswer={setImage} />}
      {act.error !== null && <ErrorState problem={act.error} small />}
      <button type="submit" className="plain-button first" disabled={act.isPending}>
        {act.isPending ? t('signIn.pending') : t('signIn.submit')}
      </button>
    </form>
  );
}
