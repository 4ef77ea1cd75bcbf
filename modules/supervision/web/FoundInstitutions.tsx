import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listFindings } from '../contract.ts';

type Row = OutputOf<typeof listFindings>['rows'][number];
/** Lines of one institution that are shown; the workbook has them all. */
const most = 6;

/** Institutions of a place in which a rule finds something, with what it finds. */
export function FoundInstitutions({ rule, division }: { readonly rule: string; readonly division: string | null }) {
  const { t } = useTranslation('supervision');
  const paged = usePagedRead(listFindings, { rule, ...(division === null ? {} : { division }) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('lists.name'),
      phone: 'title',
      width: 300,
      cell: (row) => (
        <span className="found-name">
          <GoLink to={paths.institution(row.institutionId)}>{row.name}</GoLink>
          <small className="figure soft">
            {row.code} · {row.countyName}
          </small>
        </span>
      ),
    },
    {
      key: 'found',
      head: t('lists.details'),
      cell: (row) => (
        <ul className="found-lines">
          {row.found.slice(0, most).map((each, at) => (
            <li key={`${each.row ?? ''} ${at}`}>
              {each.row !== null && <strong>{each.row} </strong>}
              {t(`rules.${rule}.text`, each.facts)}
            </li>
          ))}
          {row.found.length > most && <li className="soft">{t('lists.more', { n: row.found.length - most })}</li>}
        </ul>
      ),
    },
    { key: 'since', head: t('lists.since'), kind: 'date', width: 130, cell: (row) => formatDate(row.sinceOn) },
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t(`rules.${rule}.name`)}
        columns={columns}
        paged={paged}
        rowId={(row) => row.institutionId}
        empty={<EmptyState title={t('lists.empty.title')} hint={t('lists.empty.hint')} />}
      />
    </div>
  );
}
