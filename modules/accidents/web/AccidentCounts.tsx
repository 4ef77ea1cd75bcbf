import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { type AccidentKind, accidentDegrees, accidentKinds } from '../accident.ts';
import { countAccidents } from '../contract.ts';
import './accidents.css';

type Counts = OutputOf<typeof countAccidents>;

/** Figures of the last twelve months, by kind and degree: nothing of any child. */
export function AccidentCounts() {
  const { t } = useTranslation('accidents');
  const [untilOn, fromOn] = [dayjs().format('YYYY-MM-DD'), dayjs().subtract(1, 'year').format('YYYY-MM-DD')];
  const read = useRead(countAccidents, { fromOn, untilOn });
  const counts: Counts | undefined = read.data;
  if (counts === undefined) return <ReadState read={read} lines={5} />;
  const of = (kind: AccidentKind, degree?: string) =>
    counts.filter((row) => row.kind === kind && (degree === undefined || row.degree === degree));
  const sum = (rows: Counts) => rows.reduce((total, row) => total + row.count, 0);
  return (
    <DataTable<AccidentKind, string>
      label={t('only.counts')}
      rows={accidentKinds}
      rowId={(kind) => kind}
      columns={[
        { key: 'kind', head: t('columns.kind'), phone: 'title', cell: (kind) => t(`kinds.${kind}`) },
        ...accidentDegrees.map((degree) => ({
          key: degree,
          head: t(`degrees.${degree}`),
          kind: 'number' as const,
          width: 100,
          cell: (kind: AccidentKind) => sum(of(kind, degree)),
        })),
        { key: 'total', head: t('columns.total'), kind: 'number', width: 100, cell: (kind) => sum(of(kind)) },
      ]}
      empty={<EmptyState title={t('empty.title')} hint={t('empty.hintAbove')} />}
    />
  );
}
