import { formatDate } from '@xueqian/ui/format.ts';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readMyAccount } from '../contract.ts';
import { MyFactor } from './MyFactor.tsx';
import { MySessions } from './MySessions.tsx';
import { MySignIns } from './MySignIns.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import './sign-in.css';

/** My account: who I am here, password, one-time codes, where I am signed in, and recent attempts under my name. */
export function MyAccountPage() {
  const { t } = useTranslation(['accounts', 'ui']);
  const { message } = App.useApp();
  const account = useRead(readMyAccount, {});
  const [changing, setChanging] = useState(false);
  const mine = account.data;
  if (mine === undefined) return <ReadState read={account} />;
  return (
    <>
      <PageHeader title={t('ui:pages.my-account')} note={t('myAccount.note')} />
      <section className="sheet" aria-labelledby="mine-title">
        <h2 id="mine-title">{t('myAccount.mine')}</h2>
        <dl className="facts">
          <div>
            <dt>{t('myAccount.name')}</dt>
            <dd>{mine.personName}</dd>
          </div>
          <div>
            <dt>{t('myAccount.login')}</dt>
            <dd>{mine.login}</dd>
          </div>
          <div>
            <dt>{t('myAccount.role')}</dt>
            <dd>{t(`ui:roles.${mine.role}`)}</dd>
          </div>
          <div>
            <dt>{t('myAccount.office')}</dt>
            <dd>{mine.officeName}</dd>
          </div>
          <div>
            <dt>{t('myAccount.level')}</dt>
            <dd>{t(`ui:levels.${mine.level}`)}</dd>
          </div>
        </dl>
      </section>
      <section className="sheet" aria-labelledby="password-title">
        <h2 id="password-title">{t('myAccount.password')}</h2>
        {changing ? (
          <div className="account-form">
            <PasswordForm
              account={mine}
              onDone={() => {
                setChanging(false);
                void account.refetch();
                message.success(t('myAccount.passwordChanged'));
              }}
            />
            <Button type="link" onClick={() => setChanging(false)}>
              {t('ui:cancel')}
            </Button>
          </div>
        ) : (
          <div className="account-line">
            <dl className="facts">
              <div>
                <dt>{t('myAccount.passwordSince')}</dt>
                <dd className="figure">{formatDate(mine.password.changedAt)}</dd>
              </div>
              <div>
                <dt>{t('myAccount.passwordUntil')}</dt>
                <dd className="figure">{formatDate(mine.password.expiresAt)}</dd>
              </div>
            </dl>
            <Button onClick={() => setChanging(true)}>{t('myAccount.changePassword')}</Button>
          </div>
        )}
      </section>
      <MyFactor account={mine} onChanged={() => void account.refetch()} />
      <MySessions idleMinutes={mine.idleMinutes} lastsHours={mine.lastsHours} />
      <MySignIns />
    </>
  );
}
