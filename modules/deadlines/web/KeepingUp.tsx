import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PercentBar } from '@xueqian/ui/parts/PercentBar.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepingUpPath, readKeepingUp } from '../contract.ts';
import { keptFigures, noticePeriods } from '../keeping-up.ts';

type Kept = OutputOf<typeof readKeepingUp>['total'];
type Part = OutputOf<typeof readKeepingUp>['parts'][number];
type KindLine = OutputOf<typeof readKeepingUp>['kinds'][number];

/** How offices kept up with what was due: a table for a notice, by place and by kind, down to the institutions. */
export function KeepingUp() {
  const { t } = useTranslation('deadlines');
  const { query, setQuery } = useAddress();
  const [failed, setFailed] = useState<Problem | null>(null);
  const holder = query['holder'] === 'institution' ? 'institution' : 'county';
  const period = noticePeriods.find((each) => each === query['period']) ?? 'half-year';
  const { division } = query;
  const read = useRead(
    readKeepingUp,
    { holder, period, ...(division === undefined ? {} : { division }) },
    { keep: true },
  );
  if (read.data === undefined) return <ReadState read={read} lines={8} />;
  const { parts, kinds, total, fromOn, untilOn } = read.data;
  const figures = <T extends Kept>(): Column<T>[] => [
    ...keptFigures.map((figure) => ({
      key: figure,
      head: t(`keeping.${figure}`),
      kind: 'number' as const,
      width: 105,
      cell: (row: T) => formatNumber(row[figure]),
    })),
    {
      key: 'rate',
      head: t('keeping.rate'),
      kind: 'number',
      width: 150,
      cell: (row) => <PercentBar percent={row.rate} />,
    },
  ];
  const sums = [
    '',
    ...keptFigures.map((figure) => formatNumber(total[figure])),
    <PercentBar key="rate" percent={total.rate} />,
  ];
  const partColumns: readonly Column<Part>[] = [
    {
      key: 'name',
      head: t(parts[0]?.opens === 'institution' ? 'parts.institution' : 'parts.name'),
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
    ...figures<Part>(),
  ];
  const kindColumns: readonly Column<KindLine>[] = [
    { key: 'kind', head: t('columns.kind'), phone: 'title', cell: (row) => t(`kinds.${row.kind}`) },
    ...figures<KindLine>(),
  ];
  const download = () => {
    setFailed(null);
    downloadFile(keepingUpPath(division ?? '', holder, period), `${t('keeping.title')}.xlsx`).catch((thrown: unknown) =>
      setFailed(problemOf(thrown)),
    );
  };
  const empty = <EmptyState title={t('keeping.empty.title')} hint={t('keeping.empty.hint')} />;
  return (
    <>
      <div className="toolbar">
        <Segmented
          aria-label={t('keeping.whose')}
          value={holder}
          onChange={(chosen) => setQuery({ holder: String(chosen) }, { replace: true })}
          options={(['county', 'institution'] as const).map((value) => ({ value, label: t(`keeping.${value}`) }))}
        />
        <Segmented
          aria-label={t('keeping.period')}
          value={period}
          onChange={(chosen) => setQuery({ period: String(chosen) }, { replace: true })}
          options={noticePeriods.map((value) => ({ value, label: t(`keeping.periods.${value}`) }))}
        />
        <Button onClick={download}>{t('keeping.download')}</Button>
      </div>
      {failed !== null && <ErrorState problem={failed} small onRetry={download} />}
      <p className="soft">
        {read.data.division.name || t('nation')} {t('keeping.note', { from: fromOn, until: untilOn })}
      </p>
      <div className="sheet flush">
        <DataTable
          label={t('keeping.title')}
          columns={partColumns}
          rows={parts}
          rowId={(row) => row.code}
          total={sums}
          empty={empty}
        />
      </div>
      {kinds.length > 0 && (
        <div className="sheet flush">
          <DataTable label={t('keeping.byKind')} columns={kindColumns} rows={kinds} rowId={(row) => row.kind} />
        </div>
      )}
    </>
  );
}
