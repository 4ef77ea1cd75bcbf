import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listKeyChanges } from '../contract.ts';
import { KeyChangeCounts } from './KeyChangeCounts.tsx';
import { KeyChangeTag } from './KeyChangeTag.tsx';

type Row = OutputOf<typeof listKeyChanges>['rows'][number];
const lists = ['mine', 'open', 'ended'] as const;
type Only = (typeof lists)[number];

/** Applications of my scope: what waits for me, what is under way, what has ended; above the institution also how many where. */
export function KeyChangesPage() {
  const { t } = useTranslation('key-changes');
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const choices =
    level === 'institution'
      ? lists
      : level === 'county'
        ? [...lists, 'counts' as const]
        : (['open', 'ended', 'counts'] as const);
  const only = choices.find((each) => each === query['only']) ?? 'open';
  return (
    <>
      <PageHeader title={t('title')} note={t(level === 'institution' ? 'listNote' : 'countyNote')} />
      <SheetTabs
        label={t('title')}
        value={only}
        onChange={(chosen) => setQuery({ only: chosen }, { replace: true })}
        choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
      />
      {only === 'counts' ? <KeyChangeCounts /> : <Applications key={only} only={only} />}
    </>
  );
}

function Applications({ only }: { readonly only: Only }) {
  const { t } = useTranslation(['key-changes', 'children']);
  const { level } = useSession();
  const go = useGo();
  const paged = usePagedRead(listKeyChanges, { only });
  // Only an institution enters applications.
  const hintKey = only === 'open' && level !== 'institution' ? 'hintAbove' : 'hint';
  const columns: readonly Column<Row>[] = [
    {
      key: 'child',
      head: t('columns.child'),
      phone: 'title',
      width: 130,
      cell: (row) => <GoLink to={paths.keyChange(row.id)}>{row.childName}</GoLink>,
    },
    {
      key: 'fields',
      head: t('columns.fields'),
      cell: (row) => row.fields.map((field) => t(`children:pages.field.${field}`)).join(t('and')),
    },
    ...(level === 'institution'
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    { key: 'state', head: t('columns.state'), width: 150, cell: (row) => <KeyChangeTag state={row.state} /> },
    { key: 'applied', head: t('columns.applied'), kind: 'date', width: 120, cell: (row) => row.appliedOn },
    ...(only === 'ended'
      ? []
      : [
          {
            key: 'due',
            head: t('columns.due'),
            width: 160,
            cell: (row: Row) => <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
          },
        ]),
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t('title')}
        columns={columns}
        paged={paged}
        rowId={(row) => row.id}
        onOpen={(row) => go(paths.keyChange(row.id))}
        empty={<EmptyState title={t(`empty.${only}.title`)} hint={t(`empty.${only}.${hintKey}`)} />}
      />
    </div>
  );
}
