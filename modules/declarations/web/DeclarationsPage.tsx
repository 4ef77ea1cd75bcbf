import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { listDeclarations } from '../contract.ts';
import { listKinds } from '../kind-contract.ts';
import { DeclarationCounts } from './DeclarationCounts.tsx';
import { DeclarationTag } from './DeclarationTag.tsx';
import { useKindWords } from './use-kind-words.ts';
import './declarations.css';

type Row = OutputOf<typeof listDeclarations>['rows'][number];
type Only = 'queue' | 'open' | 'decided' | 'all';

/** What was declared: an institution's own; what waits for the county by its day; and figures for those above. */
export function DeclarationsPage() {
  const { t } = useTranslation('declarations');
  const { level } = useSession();
  const mayDeclare = useMay('declarations.draw-up');
  const mayFollow = useMay('declarations.follow');
  const { query, setQuery } = useAddress();
  const isInstitution = level === 'institution';
  const choices = [
    ...(isInstitution ? [] : (['queue'] as const)),
    ...(['open', 'decided', 'all'] as const),
    ...(mayFollow ? (['counts'] as const) : []),
  ];
  const only = choices.find((each) => each === query['only']) ?? choices[0] ?? 'open';
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('listNote')}
        actions={
          mayDeclare ? (
            <GoLink to={paths.newDeclaration} className="plain-button first">
              {t('new')}
            </GoLink>
          ) : (
            !isInstitution && (
              <GoLink to={paths.declarationKinds} className="plain-button">
                {t('kinds.title')}
              </GoLink>
            )
          )
        }
      />
      <SheetTabs
        label={t('title')}
        value={only}
        onChange={(chosen) => setQuery({ only: chosen, division: null }, { replace: true })}
        choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
      />
      {only === 'counts' ? <DeclarationCounts /> : <Declarations key={only} only={only} />}
    </>
  );
}

function Declarations({ only }: { readonly only: Only }) {
  const { t } = useTranslation('declarations');
  const go = useGo();
  const words = useKindWords();
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const { kind, division } = query;
  const kinds = useRead(listKinds, {});
  const paged = usePagedRead(listDeclarations, {
    only,
    ...(kind === undefined ? {} : { kind }),
    ...(division === undefined ? {} : { division }),
  });
  const isInstitution = level === 'institution';
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      head: t('columns.title'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.declaration(row.id)}>{row.title}</GoLink>,
    },
    {
      key: 'kind',
      head: t('columns.kind'),
      width: 150,
      cell: (row) => (
        <>
          {words.titleOf(row.kind, row.kindTitle)} <span className="soft">{t(`handlings.${row.handling}`)}</span>
        </>
      ),
    },
    ...(isInstitution
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    ...(isInstitution || level === 'county'
      ? []
      : [{ key: 'county', head: t('columns.county'), width: 90, cell: (row: Row) => row.countyName }]),
    { key: 'state', head: t('columns.state'), width: 130, cell: (row) => <DeclarationTag state={row.state} /> },
    { key: 'changedOn', head: t('columns.changedOn'), kind: 'date', width: 110, cell: (row) => row.changedOn },
    {
      key: 'declared',
      head: t('columns.declared'),
      kind: 'date',
      width: 110,
      cell: (row) => (row.declaredAt === null ? '' : formatDate(row.declaredAt)),
    },
    ...(only === 'decided'
      ? []
      : [
          {
            key: 'due',
            head: t('columns.due'),
            width: 130,
            cell: (row: Row) => <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
          },
        ]),
  ];
  return (
    <>
      <div className="toolbar declaration-tools">
        <Select
          className="declaration-kind-filter"
          aria-label={t('kindFilter')}
          value={kind ?? ''}
          loading={kinds.isPending}
          onChange={(chosen: string) => setQuery({ kind: chosen === '' ? null : chosen }, { replace: true })}
          options={[
            { value: '', label: t('allKinds') },
            ...(kinds.data ?? []).map((each) => ({ value: each.kind, label: words.titleOf(each.kind, each.title) })),
          ]}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.declaration(row.id))}
          empty={<EmptyState title={t(`empty.${only}.title`)} hint={t(`empty.${only}.hint`)} />}
        />
      </div>
    </>
  );
}
