import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readMoved } from '../contract.ts';
import { type Matrix, matrixOf, others, outside } from '../matrix.ts';
import { MatrixTable } from './MatrixTable.tsx';
import { NetBars } from './NetBars.tsx';
import { usePeriod } from './PeriodChoice.tsx';
import { PlaceLine } from './PlaceLine.tsx';

/** As many as a page is wide; the workbook has all. */
const mostLines = 22;
const mostStreams = 15;

type Stream = OutputOf<typeof readMoved>['streams'][number];

/** From where to where children moved in a period: a matrix shaded by size, what each region won or lost, the largest streams. */
export function MatrixView({ division }: { readonly division: string | undefined }) {
  const { t } = useTranslation('flows');
  const [period] = usePeriod();
  const read = useRead(readMoved, { period, ...(division === undefined ? {} : { division }) }, { keep: true });
  const table = read.data;
  if (table === undefined) return <ReadState read={read} lines={12} />;
  const names = new Map<string, string>([
    ...table.streams.flatMap((s) => [[s.from, s.fromName] as const, [s.to, s.toName] as const]),
    [outside, t('outside')],
    [others, t('others')],
  ]);
  const nameOf = (code: string): string => names.get(code) ?? code;
  const matrix: Matrix = matrixOf(table.streams, mostLines);
  const days = t('days', { from: formatDate(table.period.from), until: formatDate(table.period.until) });
  const columns: readonly Column<Stream>[] = [
    { key: 'from', head: t('from'), cell: (row) => row.fromName },
    { key: 'to', head: t('to'), cell: (row) => row.toName },
    { key: 'children', head: t('count'), kind: 'number', width: 120, cell: (row) => formatNumber(row.children) },
  ];
  const between = table.streams.filter(({ from, to }) => from !== to || from === outside);
  const shown = between.slice(0, mostStreams);
  return (
    <>
      <PlaceLine table={table} title={t('tabs.matrix')} days={days} />
      {table.streams.length === 0 ? (
        <div className="sheet">
          <EmptyState title={t('empty.moves')} hint={t('empty.movesHint')} />
        </div>
      ) : (
        <>
          <p className="flows-sums figure">
            <span>{t('matrix.crossing', { children: formatNumber(matrix.total) })}</span>
            <span>{t('matrix.within', { children: formatNumber(matrix.within) })}</span>
          </p>
          <div className="sheet flush flows-frame">
            <MatrixTable matrix={matrix} nameOf={nameOf} />
          </div>
          <div className="flows-below">
            <section className="sheet">
              <h2>{t('net')}</h2>
              <NetBars lines={matrix.lines} nameOf={nameOf} />
            </section>
            <section className="sheet flush">
              <h2>{t('streams')}</h2>
              <DataTable
                label={t('streams')}
                columns={columns}
                rowId={(row) => `${row.from} ${row.fromName} ${row.to} ${row.toName}`}
                rows={shown}
                empty={<EmptyState title={t('empty.moves')} hint={t('empty.movesHint')} />}
              />
              {between.length > shown.length && (
                <p className="flows-more">{t('matrix.more', { count: between.length, shown: shown.length })}</p>
              )}
            </section>
          </div>
        </>
      )}
      <aside className="flows-notes">
        <p>{t('explain.matrix')}</p>
        {matrix.lines.some(({ code }) => code === others) && (
          <p>{t('explain.matrixOthers', { count: mostLines - 1 })}</p>
        )}
      </aside>
    </>
  );
}
