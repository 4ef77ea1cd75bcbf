import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useTranslation } from 'react-i18next';
import type { listTrialAccounts } from '../contract.ts';

type Props = {
  readonly accounts: OutputOf<typeof listTrialAccounts>;
  readonly chosen: string;
  readonly onChoose: (login: string) => void;
};

/** Accounts of a trial system: a click fills in the login. */
export function TrialAccounts({ accounts, chosen, onChoose }: Props) {
  const { t } = useTranslation(['accounts', 'ui']);
  return (
    <section className="sheet flush trial" aria-labelledby="trial-title">
      <div className="trial-head">
        <h2 id="trial-title">{t('trial.title')}</h2>
        <p>{t('trial.hint')}</p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('trial.level')}</th>
            <th scope="col">{t('trial.office')}</th>
            <th scope="col">{t('trial.role')}</th>
            <th scope="col">{t('trial.person')}</th>
            <th scope="col">{t('trial.login')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account, index) => (
            <tr key={account.login} className={account.login === chosen ? 'chosen' : undefined}>
              <td>{accounts[index - 1]?.level === account.level ? '' : t(`ui:levels.${account.level}`)}</td>
              <td>{account.officeName}</td>
              <td>{t(`ui:roles.${account.role}`)}</td>
              <td>{account.personName}</td>
              <td>
                <button type="button" onClick={() => onChoose(account.login)} aria-pressed={account.login === chosen}>
                  {account.login}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
