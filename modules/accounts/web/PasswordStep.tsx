import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';

type Props = {
  readonly act: { readonly error: Problem | null; readonly isPending: boolean };
  readonly onPassword: (password: string) => void;
  readonly word: string;
};

/** Asks for the password again before something that must be done by the holder of the account alone. */
export function PasswordStep({ act, onPassword, word }: Props) {
  const { t } = useTranslation('accounts');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') onPassword(password);
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <Field
        label={t('factor.confirmPassword')}
        type="password"
        name="current"
        autoComplete="current-password"
        maxLength={128}
        value={password}
        onText={setPassword}
      />
      {act.error !== null && <ErrorState problem={act.error} small />}
      <button type="submit" className="plain-button first" disabled={act.isPending}>
        {word}
      </button>
    </form>
  );
}
