import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listEntries } from '../contract.ts';
import { AuditFilters, type Period, periodOf } from './AuditFilters.tsx';
import { EntryDrawer, type EntryRow } from './EntryDrawer.tsx';
import { useEntryWords } from './use-entry-words.ts';
import './audit.css';

const daysBack: Record<Exclude<Period, 'all' | 'today'>, number> = { week: 7, month: 30, year: 366 };

/** The first instant of a period: days of China, so that an address means the same all day. */
const startOf = (period: Period): string | undefined => {
  if (period === 'all') return undefined;
  const shift = 8 * 3_600_000;
  const day = Math.floor((Date.now() + shift) / 86_400_000) - (period === 'today' ? 0 : daysBack[period] - 1);
  return new Date(day * 86_400_000 - shift).toISOString();
};

/** Who did what, and who looked at what, in the audit administrator's jurisdiction. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const { permissions } = useSession();
  const { query } = useAddress();
  const { entryWord, subjectWord, refusalWord } = useEntryWords();
  const [open, setOpen] = useState<EntryRow | null>(null);
  const period = periodOf(query.period);
  const from = useMemo(() => startOf(period), [period]);
  const { entry, person, login, office, subject } = query;
  const result = (['done', 'refused'] as const).find((one) => one === query.result);
  const filter = { from, entry, person, login, office, subject, result };
  const paged = usePagedRead(listEntries, filter);
  const search = new URLSearchParams(
    Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const columns: readonly Column<EntryRow>[] = [
    { key: 'at', head: t('pages.column.at'), kind: 'date', width: 135, cell: (one) => formatInstant(one.at) },
    {
      key: 'entry',
      head: t('pages.column.entry'),
      width: 150,
      phone: 'title',
      cell: (one) => (
        <button type="button" className="audit-open" onClick={() => setOpen(one)}>
          {entryWord(one.entry)}
        </button>
      ),
    },
    {
      key: 'who',
      head: t('pages.column.who'),
      width: 160,
      cell: (one) => (
        <span className="audit-who">
          {one.personName ?? t('pages.nobody')}
          {one.login !== null && <small>{one.login}</small>}
        </span>
      ),
    },
    { key: 'office', head: t('pages.column.office'), cell: (one) => one.officeName ?? t('pages.blank') },
    { key: 'subject', head: t('pages.column.subject'), width: 140, cell: (one) => subjectWord(one.subject) },
    {
      key: 'result',
      head: t('pages.column.result'),
      width: 110,
      cell: (one) =>
        one.result === 'done' ? (
          t('pages.result.done')
        ) : (
          <span className="audit-refused">
            {t('pages.result.refused')}
            <small>{refusalWord(one.refusal)}</small>
          </span>
        ),
    },
    {
      key: 'address',
      head: t('pages.column.address'),
      width: 105,
      phone: 'hide',
      cell: (one) => one.address ?? t('pages.blank'),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('pages.title')}
        note={t('pages.intro')}
        actions={
          permissions.includes('audit.export') && (
            <span className="audit-export" title={t('pages.exportHint')}>
              <a className="plain-button" href={`/api/audit/export.csv?${search.toString()}`} download>
                {t('pages.exportCsv')}
              </a>
              <a className="plain-button" href={`/api/audit/export.xlsx?${search.toString()}`} download>
                {t('pages.exportXlsx')}
              </a>
            </span>
          )
        }
      />
      <AuditFilters />
      <div className="sheet flush">
        <DataTable<EntryRow, number>
          label={t('pages.title')}
          columns={columns}
          rowId={(one) => one.id}
          paged={paged}
          onOpen={setOpen}
          tone={(one) => (one.result === 'refused' ? 'warn' : null)}
          empty={<EmptyState title={t('pages.empty')} hint={t('pages.emptyHint')} />}
        />
      </div>
      <EntryDrawer row={open} onClose={() => setOpen(null)} />
    </>
  );
}
