import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LanguageSwitch } from '@xueqian/ui/parts/LanguageSwitch.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listTrialAccounts, type SessionView } from '../contract.ts';
import { SignInForm } from './SignInForm.tsx';
import { TrialAccounts } from './TrialAccounts.tsx';
import './sign-in.css';

/** The sign-in page: plain and light, nothing of the office is loaded for it. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (session: SessionView) => void }) {
  const { t } = useTranslation(['accounts', 'ui']);
  useTitle(t('ui:pages.sign-in'));
  const trial = useRead(listTrialAccounts, {});
  const [login, setLogin] = useState('');
  const password = useRef<HTMLInputElement>(null);
  const accounts = trial.data ?? [];
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <span>{t('ui:system.name')}</span>
        <LanguageSwitch />
      </header>
      <main className={accounts.length > 0 ? 'sign-in-body with-trial' : 'sign-in-body'}>
        <section className="sheet sign-in-card" aria-labelledby="sign-in-title">
          <h1 id="sign-in-title">{t('signIn.title')}</h1>
          <SignInForm login={login} onLogin={setLogin} passwordRef={password} onSignedIn={onSignedIn} />
          <p className="sign-in-help">
            {t('signIn.forgotten')} <GoLink to={paths.recovery}>{t('signIn.recover')}</GoLink>
          </p>
        </section>
        {accounts.length > 0 && (
          <TrialAccounts
            accounts={accounts}
            chosen={login}
            onChoose={(chosen) => {
              setLogin(chosen);
              password.current?.focus();
            }}
          />
        )}
      </main>
      <footer className="sign-in-foot">{t('signIn.privacy')}</footer>
    </div>
  );
}
