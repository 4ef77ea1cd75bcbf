import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForRecovery, listLostFiles } from '../contract.ts';
import { recoverableStates } from '../recovery.ts';
import './petitions.css';

type Row = OutputOf<typeof listLostFiles>['rows'][number];

/** Files that were deleted, recorded as left or cancelled: where a recovery is applied for. */
export function LostFilesPage() {
  const { t } = useTranslation('petitions');
  const { query, setQuery } = useAddress();
  const [asks, setAsks] = useState<Row | null>(null);
  const state = recoverableStates.find((each) => each === query['state']);
  const name = query['name'] ?? '';
  const childId = Number(query['childId'] ?? '') || undefined;
  const paged = usePagedRead(listLostFiles, {
    ...(state === undefined ? {} : { state }),
    ...(name === '' ? {} : { name }),
    ...(childId === undefined ? {} : { childId }),
  });
  const columns: readonly Column<Row>[] = [
    { key: 'name', head: t('columns.name'), phone: 'title', width: 110, cell: (row) => row.name },
    { key: 'birthOn', head: t('columns.birthOn'), kind: 'date', width: 110, cell: (row) => formatDate(row.birthOn) },
    { key: 'class', head: t('columns.class'), width: 120, cell: (row) => row.className },
    { key: 'file', head: t('columns.file'), width: 110, cell: (row) => <ChildStateTag state={row.state} /> },
    {
      key: 'went',
      head: t('columns.went'),
      cell: (row) => (
        <>
          {row.wentBy} {row.wentAt !== null && <span className="figure">{formatDate(row.wentAt)}</span>}
          {row.why !== null && <span className="petition-more">{row.why}</span>}
        </>
      ),
    },
    {
      key: 'ask',
      head: t('columns.ask'),
      width: 130,
      cell: (row) =>
        row.petitionId === null ? (
          <Button size="small" onClick={() => setAsks(row)}>
            {t('lost.ask')}
          </Button>
        ) : (
          <GoLink to={paths.petition(row.petitionId)}>{t('lost.open')}</GoLink>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('lost.title')} back={{ to: paths.petitions(), word: t('title') }} note={t('lost.note')} />
      <div className="toolbar">
        <Input.Search
          className="petition-search"
          aria-label={t('columns.name')}
          placeholder={t('columns.name')}
          defaultValue={name}
          allowClear
          maxLength={36}
          onSearch={(typed) => setQuery({ name: typed.trim(), childId: null }, { replace: true })}
        />
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('columns.file')}
          value={state ?? 'all'}
          onChange={(chosen) => setQuery({ state: chosen === 'all' ? null : chosen, childId: null }, { replace: true })}
          choices={(['all', ...recoverableStates] as const).map((value) => ({ value, word: t(`lost.only.${value}`) }))}
        />
        <DataTable
          label={t('lost.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.childId}
          empty={<EmptyState title={t('lost.empty')} hint={t('lost.emptyHint')} />}
        />
      </div>
      {asks !== null && <RecoveryDialog file={asks} onClose={() => setAsks(null)} />}
    </>
  );
}

function RecoveryDialog({ file, onClose }: { readonly file: Row; readonly onClose: () => void }) {
  const { t } = useTranslation('petitions');
  const go = useGo();
  const [requestId] = useState(() => crypto.randomUUID());
  const ask = useAct(askForRecovery, { onDone: ({ petitionId }) => go(paths.petition(petitionId)) });
  return (
    <ReasonDialog
      open
      title={t('lost.askTitle', { name: file.name })}
      hint={t(`lost.hints.${file.state}`)}
      suggestions={[t('lost.why.wrongChild'), t('lost.why.stays')]}
      confirmWord={t('lost.draw')}
      isPending={ask.isPending}
      problem={ask.error}
      onSubmit={(reason) => ask.mutate({ childId: file.childId, requestId, reason })}
      onClose={onClose}
    />
  );
}
