import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword, listMySessions, type readMyAccount, type SessionView } from '../contract.ts';
import { checkPassword, passwordChecks } from '../password.ts';
import { Field } from './Field.tsx';

type Props = { readonly account: OutputOf<typeof readMyAccount>; readonly onDone: (session: SessionView) => void };

/** Changes my password; each rule says at once whether it is met. */
export function PasswordForm({ account, onDone }: Props) {
  const { t } = useTranslation('accounts');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const act = useAct(changePassword, { refreshes: [listMySessions], onDone });
  const limits = account.password;
  const met = checkPassword(next, account, limits);
  const strong = Object.values(met).every(Boolean);
  const differs = again !== '' && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (strong && again === next) act.mutate({ current, next });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" value={account.login} readOnly hidden />
      <Field
        label={t('password.current')}
        type="password"
        name="current"
        autoComplete="current-password"
        maxLength={128}
        value={current}
        onText={setCurrent}
      />
      <Field
        label={t('password.next')}
        type="password"
        name="next"
        autoComplete="new-password"
        maxLength={128}
        value={next}
        aria-describedby="password-checks"
        onText={setNext}
      />
      <ul id="password-checks" className="password-checks">
        {passwordChecks.map((check) => (
          <li key={check} className={met[check] ? 'met' : undefined}>
            <SmallIcon name={met[check] ? 'check' : 'dash'} />
            <span>{t(`password.checks.${check}`, { ...limits })}</span>
            <span className="only-heard">{t(met[check] ? 'password.met' : 'password.notMet')}</span>
          </li>
        ))}
        <li>
          <SmallIcon name="dash" />
          <span>{t('password.checks.history', { history: limits.history })}</span>
        </li>
      </ul>
      <Field
        label={t('password.again')}
        type="password"
        name="again"
        autoComplete="new-password"
        maxLength={128}
        value={again}
        aria-invalid={differs}
        onText={setAgain}
      />
      {differs && (
        <p className="field-wrong" role="alert">
          {t('password.differs')}
        </p>
      )}
      {act.error !== null && <ErrorState problem={act.error} small />}
      <button type="submit" className="plain-button first" disabled={act.isPending || !strong || again !== next}>
        {act.isPending ? t('password.pending') : t('password.submit')}
      </button>
      <p className="sign-in-help">{t('password.othersEnd')}</p>
    </form>
  );
}
