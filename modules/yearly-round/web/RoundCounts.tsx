import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useTranslation } from 'react-i18next';
import type { readRound } from '../contract.ts';

type View = OutputOf<typeof readRound>;
type From = View['from'][number];
type Target = View['targets'][number];

const sum = <T,>(rows: readonly T[], of: (row: T) => number): string =>
  formatNumber(rows.reduce((total, row) => total + of(row), 0));

/** Children in by class, children out by class; both sums are the same but for those who stay or go. */
export function RoundCounts({ view }: { readonly view: View }) {
  const { t } = useTranslation('yearly-round');
  const number = (key: keyof From & keyof Record<string, number>, word: string): Column<From> => ({
    ...{ key, head: word, kind: 'number', width: 74 },
    cell: (row) => formatNumber(row[key as 'boys']),
  });
  const from: readonly Column<From>[] = [
    { key: 'name', head: t('counts.from'), phone: 'title', cell: (row) => row.name ?? t('noClass') },
    number('boys', t('counts.boys')),
    number('girls', t('counts.girls')),
    number('moving', t(`counts.moving.${view.kind}`)),
    number('staying', t('counts.staying')),
  ];
  const to: readonly Column<Target>[] = [
    { key: 'name', head: t('counts.to'), phone: 'title', cell: (row) => row.name },
    ...(view.state === 'proposed'
      ? [
          {
            ...{ key: 'before', head: t('counts.before'), kind: 'number' as const, width: 74 },
            cell: (row: Target) => formatNumber(row.before),
          },
        ]
      : []),
    { key: 'boys', head: t('counts.boys'), kind: 'number', width: 74, cell: (row) => formatNumber(row.boys) },
    { key: 'girls', head: t('counts.girls'), kind: 'number', width: 74, cell: (row) => formatNumber(row.girls) },
    {
      key: 'limit',
      head: t('counts.limit'),
      width: 150,
      cell: (row) =>
        row.excess > 0
          ? t('counts.excess', { count: row.excess, limit: row.limit })
          : row.limit === null
            ? ''
            : t('counts.within', { limit: row.limit }),
    },
  ];
  const over = view.targets.filter((row) => row.excess > 0).length;
  return (
    <>
      {over > 0 && <NoticeLine tone="warn">{t('counts.over', { count: over })}</NoticeLine>}
      <div className="round-sides">
        <div className="sheet flush round-part">
          <DataTable<From, string>
            label={t('counts.from')}
            rowId={(row) => row.name ?? ''}
            rows={view.from}
            columns={from}
            total={[
              t('counts.total'),
              sum(view.from, (row) => row.boys),
              sum(view.from, (row) => row.girls),
              sum(view.from, (row) => row.moving),
              sum(view.from, (row) => row.staying),
            ]}
          />
        </div>
        {view.kind !== 'graduation' && (
          <div className="sheet flush round-part">
            <DataTable<Target, string>
              label={t('counts.to')}
              rowId={(row) => row.name}
              rows={view.targets}
              columns={to}
              tone={(row) => (row.excess > 0 ? 'warn' : null)}
              total={[
                t('counts.total'),
                ...(view.state === 'proposed' ? [sum(view.targets, (row) => row.before)] : []),
                sum(view.targets, (row) => row.boys),
                sum(view.targets, (row) => row.girls),
                '',
              ]}
            />
          </div>
        )}
      </div>
    </>
  );
}
