import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endSession, listMySessions } from '../contract.ts';

type Row = OutputOf<typeof listMySessions>[number];

/** Where I am signed in; each of the others can be ended, and all of them at once. */
export function MySessions({ idleMinutes, lastsHours }: { readonly idleMinutes: number; readonly lastsHours: number }) {
  const { t } = useTranslation(['accounts', 'ui']);
  const sessions = useRead(listMySessions, {});
  const end = useAct(endSession, { refreshes: [listMySessions] });
  const endOthers = useAct(endOtherSessions, { refreshes: [listMySessions] });
  const rows = sessions.data ?? [];
  const problem = end.error ?? endOthers.error;
  const columns: readonly Column<Row>[] = [
    {
      key: 'browser',
      head: t('myAccount.browser'),
      phone: 'title',
      cell: (row) => row.browser ?? t('myAccount.unknownBrowser'),
    },
    { key: 'address', head: t('myAccount.address'), width: 170, cell: (row) => row.address },
    { key: 'since', head: t('myAccount.since'), kind: 'date', width: 160, cell: (row) => formatInstant(row.since) },
    {
      key: 'lastSeen',
      head: t('myAccount.lastSeen'),
      kind: 'date',
      width: 160,
      cell: (row) => formatInstant(row.lastSeenAt),
    },
    {
      key: 'act',
      head: t('myAccount.act'),
      width: 130,
      cell: (row) =>
        row.own ? (
          <strong>{t('myAccount.own')}</strong>
        ) : (
          <ConfirmButton
            size="small"
            word={t('myAccount.end')}
            question={t('myAccount.endQuestion')}
            isPending={end.isPending}
            onConfirm={() => end.mutate({ sessionId: row.id })}
          />
        ),
    },
  ];
  return (
    <section className="sheet" aria-labelledby="sessions-title">
      <div className="account-line">
        <div>
          <h2 id="sessions-title">{t('myAccount.sessions')}</h2>
          <p className="soft">{t('myAccount.sessionsNote', { idle: idleMinutes, hours: lastsHours })}</p>
        </div>
        {rows.length > 1 && (
          <ConfirmButton
            word={t('myAccount.endOthers')}
            question={t('myAccount.endOthersQuestion')}
            isPending={endOthers.isPending}
            onConfirm={() => endOthers.mutate({})}
          />
        )}
      </div>
      {problem !== null && <ErrorState problem={problem} small />}
      <DataTable
        label={t('myAccount.sessions')}
        columns={columns}
        rows={rows}
        isPending={sessions.isPending}
        problem={sessions.error}
        onRetry={() => void sessions.refetch()}
        rowId={(row) => row.id}
      />
    </section>
  );
}
