import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeUnlicensed, listUnlicensed, type UnlicensedRow } from '../unlicensed.ts';
import { UnlicensedDialog } from './UnlicensedDialog.tsx';
import './admission.css';

const looks = {
  recorded: { tone: 'bad', icon: 'alert' },
  admitted: { tone: 'good', icon: 'check' },
  closed: { tone: 'quiet', icon: 'cross' },
} as const;

/** Institutions without a licence, in a list of their own: none of them can hold a child. */
export function UnlicensedPage() {
  const { t } = useTranslation(['admission', 'ui']);
  const session = useSession();
  const { query, setQuery } = useAddress();
  const text = query['text'];
  const read = usePagedRead(listUnlicensed, text ? { text } : {});
  const [edited, setEdited] = useState<UnlicensedRow | 'new' | null>(null);
  const [closing, setClosing] = useState<UnlicensedRow | null>(null);
  const close = useAct(closeUnlicensed, { refreshes: [listUnlicensed], onDone: () => setClosing(null) });
  const mayKeep = session.permissions.includes('admission.take-in');
  const columns: readonly Column<UnlicensedRow>[] = [
    {
      key: 'name',
      head: t('fields.name'),
      phone: 'title',
      cell: (row) => (
        <span className="admission-name">
          <strong>{row.name}</strong>
          <small>{row.townName ?? row.countyName}</small>
          <small>{row.address}</small>
        </span>
      ),
    },
    {
      key: 'person',
      head: t('unlicensed.fields.personInCharge'),
      width: 140,
      cell: (row) => (
        <span className="admission-name">
          {row.personInCharge}
          <small className="figure">{row.phoneMasked ?? ''}</small>
        </span>
      ),
    },
    {
      key: 'children',
      head: t('unlicensed.fields.children'),
      kind: 'number',
      width: 110,
      cell: (row) => formatNumber(row.children),
    },
    {
      key: 'found',
      head: t('unlicensed.fields.foundOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.foundOn),
    },
    {
      key: 'state',
      head: t('list.state'),
      width: 150,
      cell: (row) => (
        <span className="admission-name">
          <Tag {...looks[row.state]} word={t(`unlicensed.states.${row.state}`)} />
          {row.closedReason !== null && <small>{row.closedReason}</small>}
        </span>
      ),
    },
    {
      key: 'acts',
      head: t('accounts.act'),
      width: 150,
      cell: (row) => (
        <span className="admission-acts">
          {row.applicationId !== null && (
            <GoLink to={paths.admission(row.applicationId)}>{t('unlicensed.application')}</GoLink>
          )}
          {mayKeep && row.state === 'recorded' && row.applicationId === null && (
            <>
              <GoLink to={paths.newAdmission(row.id)}>{t('unlicensed.apply')}</GoLink>
              <button type="button" className="plain-link" onClick={() => setEdited(row)}>
                {t('unlicensed.change')}
              </button>
              <button type="button" className="plain-link" onClick={() => setClosing(row)}>
                {t('unlicensed.close')}
              </button>
            </>
          )}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.unlicensed')}
        note={t('unlicensed.note')}
        actions={
          mayKeep && (
            <Button type="primary" onClick={() => setEdited('new')}>
              {t('unlicensed.new')}
            </Button>
          )
        }
      />
      <div className="toolbar">
        <SearchBox
          label={t('unlicensed.search')}
          text={text}
          onSearch={(typed) => setQuery({ text: typed || null }, { replace: true })}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.unlicensed')}
          columns={columns}
          paged={read}
          rowId={(row) => row.id}
          empty={<EmptyState title={t('unlicensed.empty.title')} hint={t('unlicensed.empty.hint')} />}
        />
      </div>
      {edited !== null && <UnlicensedDialog row={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <ReasonDialog
        open={closing !== null}
        title={t('unlicensed.close')}
        hint={t('unlicensed.closeHint')}
        confirmWord={t('unlicensed.close')}
        isPending={close.isPending}
        problem={close.error}
        onSubmit={(reason) => {
          if (closing !== null) close.mutate({ unlicensedId: closing.id, revision: closing.revision, reason });
        }}
        onClose={() => {
          setClosing(null);
          close.reset();
        }}
      />
    </>
  );
}
