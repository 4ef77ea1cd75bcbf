import { LanguageSwitch } from '@xueqian/ui/parts/LanguageSwitch.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import { readMyAccount, type SessionView } from '../contract.ts';
import { EnrolFactor } from './EnrolFactor.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import './sign-in.css';

type Props = {
  readonly session: SessionView;
  readonly onSession: (session: SessionView) => void;
  readonly onLeave: () => void;
};

/** What must be done after the sign-in before anything else: a password of one's own, then the authenticator. */
export function FirstStepsPage({ session, onSession, onLeave }: Props) {
  const { t } = useTranslation(['accounts', 'ui']);
  useTitle(t('ui:pages.first-steps'));
  const account = useRead(readMyAccount, {});
  const isPassword = session.need === 'password-change';
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <span>{t('ui:system.name')}</span>
        <LanguageSwitch />
      </header>
      <main id="main" className="sign-in-body">
        <section className="sheet sign-in-card wide" aria-labelledby="first-steps-title">
          <h1 id="first-steps-title">{t(isPassword ? 'firstSteps.passwordTitle' : 'firstSteps.factorTitle')}</h1>
          <p className="first-steps-person">
            {session.officeName} {session.personName} {t(`ui:roles.${session.role}`)}
          </p>
          {account.data === undefined && <ReadState read={account} />}
          {account.data !== undefined && isPassword && (
            <>
              <p className="sign-in-hint">
                {account.data.password.madeByAnother
                  ? t('firstSteps.madeByAnother')
                  : t('firstSteps.expired', { days: account.data.password.changedWithinDays })}
              </p>
              <PasswordForm account={account.data} onDone={onSession} />
            </>
          )}
          {account.data !== undefined && !isPassword && (
            <>
              <p className="sign-in-hint">{t('firstSteps.factorHint')}</p>
              <EnrolFactor asksPassword={false} person={session} onDone={onSession} />
            </>
          )}
          <p className="sign-in-help not-printed">
            <button type="button" className="plain-link" onClick={onLeave}>
              {t('firstSteps.leave')}
            </button>
          </p>
        </section>
      </main>
      <footer className="sign-in-foot not-printed">{t('signIn.privacy')}</footer>
    </div>
  );
}
