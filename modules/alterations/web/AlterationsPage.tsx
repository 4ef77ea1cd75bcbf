import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { listAlterations, readStanding } from '../contract.ts';
import { AlterationTag } from './AlterationTag.tsx';
import './alterations.css';

type Row = OutputOf<typeof listAlterations>['rows'][number];
const choices = ['open', 'carried-out', 'all'] as const;

/** Alterations of my institution or my jurisdiction; of one institution where the address names it: its history. */
export function AlterationsPage() {
  const { t } = useTranslation('alterations');
  const go = useGo();
  const session = useSession();
  const mayApply = useMay('alterations.apply');
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'open';
  const asked = Number(query['institutionId'] ?? Number.NaN);
  const institutionId = session.institutionId ?? (Number.isSafeInteger(asked) ? asked : null);
  const isOne = session.institutionId === null && institutionId !== null;
  const paged = usePagedRead(listAlterations, { only, ...(isOne ? { institutionId } : {}) });
  const standing = useRead(readStanding, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  const columns: readonly Column<Row>[] = [
    {
      key: 'institution',
      head: t('columns.institution'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.alteration(row.id)}>{row.institutionName}</GoLink>,
    },
    { key: 'kind', head: t('columns.kind'), width: 210, cell: (row) => t(`kinds.${row.kind}`) },
    { key: 'state', head: t('columns.state'), width: 160, cell: (row) => <AlterationTag state={row.state} /> },
    { key: 'effective', head: t('columns.effective'), kind: 'date', width: 120, cell: (row) => row.effectiveOn },
    { key: 'drafter', head: t('columns.drafter'), width: 110, cell: (row) => t(`drafters.${row.drafter}`) },
    {
      key: 'entered',
      head: t('columns.entered'),
      kind: 'date',
      width: 160,
      cell: (row) => formatInstant(row.enteredAt),
    },
  ];
  const name = isOne ? standing.data?.name : undefined;
  return (
    <>
      <PageHeader
        title={name === undefined ? t('title') : t('historyTitle', { name })}
        note={t('listNote')}
        {...(isOne ? { back: { to: paths.institution(institutionId), word: name ?? t('columns.institution') } } : {})}
        actions={
          mayApply &&
          institutionId !== null &&
          standing.data?.underWay === null && (
            <GoLink to={paths.newAlteration(institutionId)} className="plain-button first">
              {t(isOne ? 'newFor' : 'new')}
            </GoLink>
          )
        }
      />
      <div className="toolbar">
        <Segmented
          value={only}
          onChange={(chosen) => setQuery({ only: String(chosen) }, { replace: true })}
          options={choices.map((each) => ({ value: each, label: t(`only.${each}`) }))}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.alteration(row.id))}
          empty={<EmptyState title={t('empty.title')} hint={t('empty.hint')} />}
        />
      </div>
    </>
  );
}
