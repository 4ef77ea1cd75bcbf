import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideRecovery, listRecoveries } from '../safety.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import './administration.css';

type Row = OutputOf<typeof listRecoveries>[number];
const looks = {
  asked: { tone: 'warn', icon: 'clock' },
  issued: { tone: 'calm', icon: 'arrow' },
  used: { tone: 'good', icon: 'check' },
  refused: { tone: 'quiet', icon: 'cross' },
  expired: { tone: 'quiet', icon: 'dash' },
} as const;

/** Lost accounts of the level below: the identity is checked, then a secret for a day is given. */
export function RecoveriesPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const read = useRead(listRecoveries, {});
  const [deciding, setDeciding] = useState<{ row: Row; decision: 'issue' | 'refuse' } | null>(null);
  const [secret, setSecret] = useState<{ secret: string; until: string; row: Row } | null>(null);
  const act = useAct(decideRecovery, {
    refreshes: [listRecoveries],
    onDone: (output) => {
      if (output.secret !== null && deciding !== null)
        setSecret({ secret: output.secret, until: output.expiresAt ?? '', row: deciding.row });
      setDeciding(null);
    },
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'person',
      head: t('recoveries.account'),
      width: 190,
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.personName}</strong>
          <small className="figure">{row.login}</small>
          <small>{t(`ui:roles.${row.role}`)}</small>
        </span>
      ),
    },
    { key: 'office', head: t('accounts.office'), cell: (row) => row.officeName },
    {
      key: 'asked',
      head: t('recoveries.asked'),
      width: 190,
      cell: (row) => (
        <span className="two-lines">
          <span>
            {row.askedName} <span className="figure">{row.askedPhone}</span>
          </span>
          <small>{t('recoveries.known', { phone: row.knownPhone ?? t('ui:none') })}</small>
        </span>
      ),
    },
    { key: 'reason', head: t('recoveries.reason'), cell: (row) => row.reason },
    { key: 'at', head: t('recoveries.askedAt'), kind: 'date', width: 140, cell: (row) => formatInstant(row.askedAt) },
    {
      key: 'state',
      head: t('accounts.state'),
      width: 120,
      cell: (row) => <Tag {...looks[row.state]} word={t(`recoveries.states.${row.state}`)} />,
    },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 120,
      cell: (row) =>
        row.state === 'asked' && (
          <span className="row-actions">
            {(['issue', 'refuse'] as const).map((decision) => (
              <button
                key={decision}
                type="button"
                className="plain-link"
                onClick={() => setDeciding({ row, decision })}
              >
                {t(`recoveries.${decision}`)}
              </button>
            ))}
          </span>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.recoveries')} note={t('recoveries.note')} />
      <div className="sheet flush">
        <DataTable<Row, number>
          label={t('ui:pages.recoveries')}
          columns={columns}
          rowId={(row) => row.id}
          rows={read.data ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          empty={<EmptyState title={t('recoveries.empty')} hint={t('recoveries.emptyHint')} />}
        />
      </div>
      {deciding !== null && (
        <FieldsDialog
          title={t(`recoveries.title.${deciding.decision}`, { name: deciding.row.personName })}
          hint={t(`recoveries.hint.${deciding.decision}`)}
          fields={[{ key: 'checked', label: t('recoveries.checked'), kind: 'long', hint: t('recoveries.checkedHint') }]}
          confirmWord={t(`recoveries.${deciding.decision}`)}
          isPending={act.isPending}
          problem={act.error}
          onSubmit={({ checked = '' }) =>
            act.mutate({ recoveryId: deciding.row.id, decision: deciding.decision, checked })
          }
          onClose={() => setDeciding(null)}
        />
      )}
      {secret !== null && (
        <Modal
          open
          closable={false}
          title={t('recoveries.secretTitle', { name: secret.row.personName })}
          footer={
            <Button type="primary" onClick={() => setSecret(null)}>
              {t('slip.done')}
            </Button>
          }
        >
          <p className="dialog-hint">{t('recoveries.secretHint', { at: formatInstant(secret.until) })}</p>
          <section className="slip">
            <p className="secret">{secret.secret}</p>
            <p className="figure">{secret.row.login}</p>
          </section>
        </Modal>
      )}
    </>
  );
}
