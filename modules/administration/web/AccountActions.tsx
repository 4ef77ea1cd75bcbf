import { type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useMay } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AccountRow,
  changeAccount,
  closeAccount,
  type Handover,
  listAccounts,
  reopenAccount,
  resetPassword,
} from '../contract.ts';
import { secureAccount } from '../safety.ts';
import { listSections } from '../sections.ts';
import { FieldsDialog } from './FieldsDialog.tsx';

type Doing = 'change' | 'close' | 'reopen' | 'reset' | 'lock' | 'unlock' | 'reset-second-factor';
type Props = { readonly row: AccountRow; readonly onSlip: (slip: Handover) => void };

/** What may be done with an account, as the server says; each act asks before it is done. */
export function AccountActions({ row, onSlip }: Props) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const [doing, setDoing] = useState<Doing | null>(null);
  const end = (word: string) => {
    setDoing(null);
    message.success(t(`accounts.done.${word}`, { name: row.personName }));
  };
  const refreshes = [listAccounts];
  const slip = (given: Handover) => {
    setDoing(null);
    onSlip(given);
  };
  const close = useAct(closeAccount, { refreshes, onDone: () => end('close') });
  const reopen = useAct(reopenAccount, { refreshes, onDone: slip });
  const reset = useAct(resetPassword, { refreshes, onDone: slip });
  const secure = useAct(secureAccount, { refreshes, onDone: () => end('secure') });
  const isLocked = row.state === 'sealed' || row.state === 'locked';
  const acts: readonly Doing[] = [
    ...(row.may.change ? (['change'] as const) : []),
    ...(row.may.reset ? (['reset'] as const) : []),
    ...(row.may.close ? (['close'] as const) : []),
    ...(row.may.reopen ? (['reopen'] as const) : []),
    ...(row.may.secure ? ([...(isLocked ? [] : (['lock'] as const)), 'unlock', 'reset-second-factor'] as const) : []),
  ];
  const asked = { name: row.personName, login: row.login };
  const byReason =
    doing === 'close' ||
    doing === 'reopen' ||
    doing === 'lock' ||
    doing === 'unlock' ||
    doing === 'reset-second-factor';
  const busy = close.isPending || reopen.isPending || secure.isPending;
  return (
    <span className="row-actions">
      {acts.map((act) => (
        <button key={act} type="button" className="plain-link" onClick={() => setDoing(act)}>
          {t(`accounts.act.${act}`)}
        </button>
      ))}
      {byReason && (
        <ReasonDialog
          open
          title={t(`accounts.ask.${doing}`, asked)}
          hint={t(`accounts.what.${doing}`)}
          confirmWord={t(`accounts.act.${doing}`)}
          isPending={busy}
          problem={close.error ?? reopen.error ?? secure.error}
          onSubmit={(reason) => {
            const accountId = row.id;
            if (doing === 'close') close.mutate({ accountId, reason });
            else if (doing === 'reopen') reopen.mutate({ accountId, reason });
            else secure.mutate({ accountId, act: doing, reason });
          }}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'reset' && (
        <FieldsDialog
          title={t('accounts.ask.reset', asked)}
          hint={t('accounts.what.reset')}
          fields={[]}
          confirmWord={t('accounts.act.reset')}
          isPending={reset.isPending}
          problem={reset.error}
          onSubmit={() => reset.mutate({ accountId: row.id })}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'change' && <ChangeDialog row={row} onDone={() => end('change')} onClose={() => setDoing(null)} />}
    </span>
  );
}

function ChangeDialog({ row, onDone, onClose }: { row: AccountRow; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation(['administration', 'ui']);
  const act = useAct(changeAccount, { refreshes: [listAccounts], onDone });
  const mayManage = useMay('accounts.manage');
  const hasSections = mayManage && row.level !== 'institution' && row.level !== 'town';
  const sections = useRead(listSections, {}, { enabled: hasSections });
  const department = sections.data?.department ?? null;
  const offices = [
    ...(department ? [{ value: String(department.officeId), label: department.name }] : []),
    ...(sections.data?.sections ?? []).map((one) => ({ value: String(one.officeId), label: one.name })),
  ];
  const isHere = offices.some((office) => office.value === String(row.officeId));
  return (
    <FieldsDialog
      title={t('accounts.ask.change', { name: row.personName, login: row.login })}
      hint={t('accounts.what.change')}
      fields={[
        {
          key: 'role',
          label: t('create.role'),
          kind: 'choice',
          value: row.role,
          options: rolesAt[row.level].map((role) => ({ value: role, label: t(`ui:roles.${role}`) })),
        },
        ...(isHere
          ? [
              {
                key: 'office',
                label: t('accounts.section'),
                kind: 'choice' as const,
                value: String(row.officeId),
                options: offices,
              },
            ]
          : []),
      ]}
      confirmWord={t('accounts.act.change')}
      isPending={act.isPending}
      problem={act.error}
      onSubmit={({ role, office }) =>
        act.mutate({ accountId: row.id, role: role as Role, officeId: office ? Number(office) : null })
      }
      onClose={onClose}
    />
  );
}
