import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { noticePeriods } from '../../deadlines/keeping-up.ts';
import { countDeclarations } from '../contract.ts';

type Part = OutputOf<typeof countDeclarations>['parts'][number];
const figures = ['declared', 'accepted', 'acknowledged', 'refused', 'returned', 'waiting', 'late'] as const;

/** How many were declared and how the counties keep up, by the parts of a division, down to the institutions. */
export function DeclarationCounts() {
  const { t } = useTranslation('declarations');
  const { query, setQuery } = useAddress();
  const { division } = query;
  const period = noticePeriods.find((each) => each === query['period']) ?? 'half-year';
  const read = useRead(countDeclarations, { period, ...(division === undefined ? {} : { division }) }, { keep: true });
  if (read.data === undefined) return <ReadState read={read} lines={8} />;
  const { parts, fromOn, untilOn } = read.data;
  const isLowest = parts[0]?.opens === 'institution';
  const columns: readonly Column<Part>[] = [
    {
      key: 'name',
      head: t(isLowest ? 'counts.institution' : 'counts.name'),
      phone: 'title',
      cell: (row) =>
        row.opens === 'institution' ? (
          row.name
        ) : (
          <button type="button" className="plain-link" onClick={() => setQuery({ division: row.code })}>
            {row.name}
          </button>
        ),
    },
    ...figures.map((figure) => ({
      key: figure,
      head: t(`counts.${figure}`),
      kind: 'number' as const,
      width: 95,
      cell: (row: Part) => formatNumber(row[figure]),
    })),
    ...(isLowest
      ? []
      : [
          {
            key: 'list',
            head: '',
            width: 110,
            phone: 'hide' as const,
            cell: (row: Part) => (
              <GoLink to={paths.declarations({ only: 'queue', division: row.code })}>{t('counts.list')}</GoLink>
            ),
          },
        ]),
  ];
  return (
    <>
      <div className="toolbar declaration-tools">
        <Segmented
          aria-label={t('counts.period')}
          value={period}
          onChange={(chosen) => setQuery({ period: String(chosen) }, { replace: true })}
          options={noticePeriods.map((value) => ({ value, label: t(`counts.periods.${value}`) }))}
        />
      </div>
      <p className="soft">{t('counts.note', { name: read.data.division.name, from: fromOn, until: untilOn })}</p>
      <div className="sheet flush">
        <DataTable
          label={t('only.counts')}
          columns={columns}
          rows={parts}
          rowId={(row) => row.code}
          total={[
            t('counts.total'),
            ...figures.map((figure) => formatNumber(parts.reduce((sum, part) => sum + part[figure], 0))),
            ...(isLowest ? [] : ['']),
          ]}
          empty={<EmptyState title={t('empty.counts.title')} hint={t('empty.counts.hint')} />}
        />
      </div>
    </>
  );
}
