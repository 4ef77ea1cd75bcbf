import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { endKinds, listPastEnrolments } from '../past-contract.ts';
import './child-list.css';

type Row = OutputOf<typeof listPastEnrolments>['rows'][number];

/** Children that went, by the way they went: what their institutions keep of them. */
export function PastChildrenPage() {
  const { t } = useTranslation('children');
  const go = useGo();
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const endKind = endKinds.find((each) => each === query['endKind']);
  const name = query['name'] ?? '';
  const paged = usePagedRead(listPastEnrolments, {
    ...(endKind === undefined ? {} : { endKind }),
    ...(name === '' ? {} : { name }),
  });
  const isInstitution = level === 'institution';
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('pages.list.column.name'),
      phone: 'title',
      width: 120,
      cell: (row) => <GoLink to={paths.pastChild(row.id)}>{row.name}</GoLink>,
    },
    { key: 'sex', head: t('pages.list.column.sex'), width: 56, cell: (row) => t(`pages.sex.${row.sex}`) },
    {
      key: 'birthOn',
      head: t('pages.list.column.birthOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.birthOn),
    },
    ...(isInstitution
      ? []
      : [{ key: 'institution', head: t('pages.past.column.institution'), cell: (row: Row) => row.institutionName }]),
    {
      key: 'class',
      head: t('pages.list.column.className'),
      cell: (row) => row.className ?? t('pages.list.noClass'),
    },
    {
      key: 'admittedOn',
      head: t('pages.past.column.admittedOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.admittedOn),
    },
    {
      key: 'endedOn',
      head: t('pages.past.column.endedOn'),
      kind: 'date',
      width: 120,
      cell: (row) => formatDate(row.endedOn),
    },
    { key: 'kind', head: t('pages.past.column.kind'), width: 110, cell: (row) => t(`pages.past.kinds.${row.endKind}`) },
  ];
  return (
    <>
      <PageHeader
        title={t('pages.past.title')}
        note={t(isInstitution ? 'pages.past.note' : 'pages.past.noteAbove')}
        back={{ to: paths.leavings(), word: t('pages.past.back') }}
      />
      <div className="toolbar">
        <Input.Search
          className="child-list-class"
          aria-label={t('pages.past.search')}
          placeholder={t('pages.past.search')}
          defaultValue={name}
          allowClear
          maxLength={36}
          onSearch={(typed) => setQuery({ name: typed.trim() }, { replace: true })}
        />
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('pages.past.column.kind')}
          value={endKind ?? 'all'}
          onChange={(chosen) => setQuery({ endKind: chosen === 'all' ? null : chosen }, { replace: true })}
          choices={(['all', ...endKinds] as const).map((value) => ({
            value,
            word: value === 'all' ? t('pages.past.all') : t(`pages.past.kinds.${value}`),
          }))}
        />
        <DataTable
          label={t('pages.past.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.pastChild(row.id))}
          empty={<EmptyState title={t('pages.past.empty')} hint={t('pages.past.emptyText')} />}
        />
      </div>
    </>
  );
}
