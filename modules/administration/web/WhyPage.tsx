import { type Permission, permissions } from '@xueqian/kernel/permissions.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { explain } from '../safety.ts';
import '@xueqian/ui/parts/dialogs.css';
import './administration.css';

const all = Object.keys(permissions) as Permission[];

/** Why can't I? Which permission it is, who holds it, and what is missing to me. */
export function WhyPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const session = useSession();
  const { query, setQuery } = useAddress();
  const permission = all.find((one) => one === query.permission);
  const read = useRead(explain, { permission: permission ?? 'accounts.read' }, { enabled: permission !== undefined });
  const word = (one: string) => t(`permissions.${one.replace('.', '-')}`);
  const answer = permission === undefined ? undefined : read.data;
  const who = t('why.you', {
    name: session.personName,
    office: session.officeName,
    level: t(`ui:levels.${session.level}`),
    role: t(`ui:roles.${session.role}`),
  });
  return (
    <>
      <PageHeader title={t('ui:pages.why')} note={who} />
      <div className="sheet">
        <label className="dialog-label" htmlFor="why-permission">
          {t('why.choose')}
        </label>
        <Select
          id="why-permission"
          style={{ width: '100%', maxWidth: 420 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={permission ?? null}
          options={all.map((one) => ({ value: one, label: word(one) }))}
          onChange={(chosen: string) => setQuery({ permission: chosen })}
        />
      </div>
      <div className="sheet">
        {permission === undefined ? (
          <EmptyState title={t('why.empty')} />
        ) : answer === undefined ? (
          <ReadState read={read} />
        ) : (
          <dl className="facts">
            <div className="wide">
              <dt>{t('why.permission')}</dt>
              <dd>{word(permission)}</dd>
            </div>
            <div className="wide">
              <dt>{t('why.answer')}</dt>
              <dd>
                {answer.missing.length === 0
                  ? t('why.held')
                  : answer.missing.map((reason) => <p key={reason}>{t(`why.missing.${reason}`)}</p>)}
              </dd>
            </div>
            <div className="wide">
              <dt>{t('why.here')}</dt>
              <dd>
                {answer.here.length === 0 ? (
                  t('why.nobody')
                ) : (
                  <ul className="why-people">
                    {answer.here.map((one) => (
                      <li key={`${one.personName}-${one.role}-${one.officeName}`}>
                        {one.personName} · {t(`ui:roles.${one.role}`)} · {one.officeName}
                      </li>
                    ))}
                  </ul>
                )}
              </dd>
            </div>
            <div className="wide">
              <dt>{t('why.holders')}</dt>
              <dd>
                {answer.holders.map((each) => (
                  <p key={each.level}>
                    {t('why.level', {
                      level: t(`ui:levels.${each.level}`),
                      roles: each.roles.map((role) => t(`ui:roles.${role}`)).join(t('ui:listSeparator')),
                    })}
                  </p>
                ))}
              </dd>
            </div>
          </dl>
        )}
      </div>
    </>
  );
}
