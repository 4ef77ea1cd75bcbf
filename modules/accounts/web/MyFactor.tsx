import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listMySessions, type readMyAccount, renewRecoveryCodes } from '../contract.ts';
import { EnrolFactor } from './EnrolFactor.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Props = { readonly account: OutputOf<typeof readMyAccount>; readonly onChanged: () => void };

/** Whether an authenticator is set up, with the ways to set up, to replace, and to make recovery codes anew. */
export function MyFactor({ account, onChanged }: Props) {
  const { t } = useTranslation(['accounts', 'ui']);
  const { message } = App.useApp();
  const [doing, setDoing] = useState<'nothing' | 'enrol' | 'codes'>('nothing');
  const renewed = useAct(renewRecoveryCodes, { refreshes: [listMySessions] });
  const { enrolledAt, required, codesLeft } = account.secondFactor;
  const done = (text: string) => {
    setDoing('nothing');
    renewed.reset();
    onChanged();
    message.success(text);
  };
  return (
    <section className="sheet" aria-labelledby="factor-title">
      <h2 id="factor-title">{t('myAccount.factor')}</h2>
      {doing === 'nothing' && (
        <div className="account-line">
          <div>
            <p>
              <strong>
                {enrolledAt === null
                  ? t('myAccount.factorOff')
                  : t('myAccount.factorOn', { date: formatDate(enrolledAt) })}
              </strong>
            </p>
            <p className="soft">{t(required ? 'myAccount.factorRequired' : 'myAccount.factorOffered')}</p>
            {enrolledAt !== null && <p className="soft">{t('myAccount.codesLeft', { n: codesLeft })}</p>}
          </div>
          <div className="account-buttons">
            {enrolledAt !== null && <Button onClick={() => setDoing('codes')}>{t('myAccount.renewCodes')}</Button>}
            <Button onClick={() => setDoing('enrol')}>
              {t(enrolledAt === null ? 'myAccount.enrol' : 'myAccount.replace')}
            </Button>
          </div>
        </div>
      )}
      {doing !== 'nothing' && (
        <div className="account-form">
          {doing === 'enrol' && (
            <EnrolFactor asksPassword person={account} onDone={() => done(t('myAccount.factorDone'))} />
          )}
          {doing === 'codes' && renewed.data === undefined && (
            <>
              <p className="sign-in-hint">{t('myAccount.renewHint')}</p>
              <PasswordStep
                act={renewed}
                onPassword={(password) => renewed.mutate({ password })}
                word={t('myAccount.renewCodes')}
              />
            </>
          )}
          {doing === 'codes' && renewed.data !== undefined && (
            <RecoveryCodes
              codes={renewed.data.recoveryCodes}
              person={account}
              onKept={() => done(t('myAccount.codesDone'))}
            />
          )}
          <Button type="link" className="not-printed" onClick={() => setDoing('nothing')}>
            {t('ui:cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}
