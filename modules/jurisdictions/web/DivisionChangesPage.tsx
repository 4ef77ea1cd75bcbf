import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listChanges } from '../division-contract.ts';
import { ChangeStateTag } from './ChangeStateTag.tsx';
import { useChangeWords } from './use-change-words.ts';
import './jurisdictions.css';

type Row = OutputOf<typeof listChanges>['rows'][number];

/** Changes of the tree that this office drafted, applied for or decides, those under way first. */
export function DivisionChangesPage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const { query, setQuery } = useAddress();
  const go = useGo();
  const { level } = useSession();
  const words = useChangeWords();
  const tab = query.tab === 'closed' ? 'closed' : 'open';
  const paged = usePagedRead(listChanges, { open: tab === 'open' ? 'yes' : 'no', limit: 50 });
  const columns: readonly Column<Row>[] = [
    {
      key: 'what',
      head: t('change.what'),
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{words(row)}</strong>
          <small>
            {t(`change.kinds.${row.kind}`)}
            {row.applied && ` · ${t('change.application')}`}
          </small>
        </span>
      ),
    },
    { key: 'state', head: t('change.state'), width: 150, cell: (row) => <ChangeStateTag state={row.state} /> },
    { key: 'on', head: t('change.on'), kind: 'date', width: 110, cell: (row) => formatDate(row.inForceOn) },
    {
      key: 'document',
      head: t('change.document'),
      cell: (row) => [row.documentTitle, row.documentNumber].filter(Boolean).join(' '),
    },
    { key: 'office', head: t('change.office'), width: 160, cell: (row) => row.officeName },
    {
      key: 'drafted',
      head: t('change.drafted'),
      kind: 'date',
      width: 140,
      cell: (row) => formatInstant(row.draftedAt),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.division-changes')}
        back={{ to: paths.divisions(), word: t('ui:pages.divisions') }}
        note={t('change.listNote')}
        actions={
          <>
            {(level === 'county' || level === 'prefecture') && (
              <GoLink to={paths.newDivisionChange({ kind: 'apply' })} className="plain-button">
                {t('tree.apply')}
              </GoLink>
            )}
            <GoLink to={paths.newDivisionChange()} className="plain-button first">
              {t('tree.change')}
            </GoLink>
          </>
        }
      />
      <div className="sheet flush">
        <SheetTabs
          label={t('change.state')}
          choices={(['open', 'closed'] as const).map((value) => ({ value, word: t(`change.tabs.${value}`) }))}
          value={tab}
          onChange={(value) => setQuery({ tab: value === 'open' ? null : value })}
        />
        <DataTable
          label={t('ui:pages.division-changes')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.divisionChange(row.id))}
          empty={<EmptyState title={t('change.empty')} hint={t('change.emptyHint')} />}
        />
      </div>
    </>
  );
}
