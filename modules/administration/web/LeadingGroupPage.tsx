import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addLeader, leaderPosts, readLeadingGroup, removeLeader, sendLeadingGroup } from '../practice.ts';
import { CommitmentLetter } from './CommitmentLetter.tsx';
import { FieldsDialog } from './FieldsDialog.tsx';
import './administration.css';

type Group = OutputOf<typeof readLeadingGroup>;
type Member = Group['members'][number];
const refreshes = [readLeadingGroup];
const looks = {
  sent: { tone: 'calm', icon: 'clock' },
  filed: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
} as const;

/** The principal's page: the leading group, filed with the county, and the commitment letter. */
export function LeadingGroupPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const read = useRead(readLeadingGroup, {});
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Member | null>(null);
  const add = useAct(addLeader, { refreshes, onDone: () => setAdding(false) });
  const end = useAct(removeLeader, { refreshes, onDone: () => setEnding(null) });
  const send = useAct(sendLeadingGroup, { refreshes });
  const group = read.data;
  const columns: readonly Column<Member>[] = [
    { key: 'post', head: t('group.post'), width: 160, cell: (row) => t(`group.posts.${row.post}`) },
    { key: 'name', head: t('accounts.person'), phone: 'title', cell: (row) => row.name },
    {
      key: 'phone',
      head: t('group.phone'),
      width: 140,
      cell: (row) => <span className="figure">{row.phoneMasked ?? '—'}</span>,
    },
    { key: 'since', head: t('group.since'), kind: 'date', width: 120, cell: (row) => formatDate(row.sinceOn) },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 90,
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => setEnding(row)}>
          {t('group.end')}
        </button>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.leading-group')}
        note={t('group.note')}
        aside={
          group?.filing?.state != null && (
            <Tag {...looks[group.filing.state]} word={t(`division.states.${group.filing.state}`)} />
          )
        }
        actions={
          <>
            <Button onClick={() => setAdding(true)}>{t('group.add')}</Button>
            {group?.changed === true && group.filing?.state !== 'sent' && (
              <ConfirmButton
                type="primary"
                word={t('group.send')}
                question={t('group.sendAsk')}
                isPending={send.isPending}
                onConfirm={() => send.mutate({})}
              />
            )}
          </>
        }
      />
      {send.error !== null && <ErrorState problem={send.error} small />}
      {group?.filing?.state === 'returned' && (
        <NoticeLine>{t('group.returned', { reason: group.filing.reason ?? '' })}</NoticeLine>
      )}
      {group?.changed === true && group.filing?.state !== 'sent' && (
        <NoticeLine>
          {t('group.changed')} <DueDate dueOn={group.dueOn} />
        </NoticeLine>
      )}
      {group === undefined ? (
        <div className="sheet">
          <ReadState read={read} lines={6} />
        </div>
      ) : (
        <>
          <div className="sheet flush not-printed">
            <DataTable<Member, number>
              label={t('ui:pages.leading-group')}
              columns={columns}
              rowId={(row) => row.id}
              rows={group.members}
              empty={<EmptyState title={t('group.empty')} hint={t('group.emptyHint')} />}
            />
          </div>
          {group.filing !== null && (
            <p className="soft small not-printed">{t('group.sentAt', { at: formatInstant(group.filing.sentAt) })}</p>
          )}
          <CommitmentLetter institution={group.institution} today={group.today} {...group.commitment} />
        </>
      )}
      {adding && (
        <FieldsDialog
          title={t('group.add')}
          fields={[
            {
              key: 'post',
              label: t('group.post'),
              kind: 'choice',
              options: leaderPosts.map((post) => ({ value: post, label: t(`group.posts.${post}`) })),
            },
            { key: 'name', label: t('create.name') },
            { key: 'phone', label: t('create.phone'), maxLength: 30 },
            { key: 'sinceOn', label: t('group.since'), kind: 'date', value: group?.today ?? '' },
          ]}
          confirmWord={t('group.add')}
          isPending={add.isPending}
          problem={add.error}
          onSubmit={({ name = '', post, phone = '', sinceOn = '' }) =>
            add.mutate({ name, post: post as Member['post'], phone, sinceOn })
          }
          onClose={() => setAdding(false)}
        />
      )}
      {ending !== null && (
        <FieldsDialog
          title={t('group.endTitle', { name: ending.name })}
          fields={[{ key: 'untilOn', label: t('group.until'), kind: 'date', value: group?.today ?? '' }]}
          confirmWord={t('group.end')}
          isPending={end.isPending}
          problem={end.error}
          onSubmit={({ untilOn = '' }) => end.mutate({ leaderId: ending.id, untilOn })}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}
