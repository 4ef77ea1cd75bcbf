import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readMoved } from '../contract.ts';
import { cameKinds, goneKinds, type MovedKind } from '../kinds.ts';
import { ChildCount } from './ChildCount.tsx';
import { usePeriod } from './PeriodChoice.tsx';
import { PlaceLine } from './PlaceLine.tsx';
import { UnitName } from './UnitName.tsx';
import { useStepWord } from './use-step-word.ts';

type Row = OutputOf<typeof readMoved>['rows'][number];
type Props = { readonly side: 'gone' | 'came'; readonly division: string | undefined };

/** Who went, or who came, in a period, by the units below a place; each figure leads to its children. */
export function MovedView({ side, division }: Props) {
  const { t } = useTranslation('flows');
  const [period] = usePeriod();
  const stepWord = useStepWord();
  const { level } = useSession();
  const maySeeGraduates = useMay('primary-entry.read');
  const read = useRead(readMoved, { period, ...(division === undefined ? {} : { division }) }, { keep: true });
  const table = read.data;
  if (table === undefined) return <ReadState read={read} lines={12} />;
  const kinds: readonly MovedKind[] = side === 'gone' ? goneKinds : cameKinds;
  const figureOf = (row: Row, kind: MovedKind): number => (row[side] as Readonly<Record<string, number>>)[kind] ?? 0;
  const cell = (row: Row, kind: MovedKind, at: object) => (
    <ChildCount value={figureOf(row, kind)} kind={kind} at={at} listed period={period} />
  );
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: stepWord(table.step, table.division.code),
      phone: 'title',
      cell: (row) => <UnitName row={row} step={table.step} />,
    },
    ...kinds.map(
      (kind): Column<Row> => ({
        key: kind,
        head: t(`moved.${kind}`),
        kind: 'number',
        width: 96,
        cell: (row) =>
          cell(row, kind, table.step === 'institution' ? { institutionId: Number(row.code) } : { division: row.code }),
      }),
    ),
  ];
  const days = t('days', { from: formatDate(table.period.from), until: formatDate(table.period.until) });
  return (
    <>
      <PlaceLine table={table} title={t(`tabs.${side}`)} days={days} />
      <div className="sheet flush">
        <DataTable
          label={t(`tabs.${side}`)}
          columns={columns}
          rowId={(row) => row.code}
          rows={table.rows}
          empty={<EmptyState title={t('empty.title')} hint={t('empty.hint')} />}
          total={[
            t('total'),
            ...kinds.map((kind) => cell(table.total, kind, division === undefined ? {} : { division })),
          ]}
        />
      </div>
      <aside className="flows-notes">
        <p>{t(`explain.${side}`)}</p>
        {side === 'gone' && maySeeGraduates && (
          <p className="not-printed">
            <GoLink to={level === 'institution' ? paths.primaryEntry() : paths.primaryEntryFigures()}>
              {t('entry')}
            </GoLink>
          </p>
        )}
      </aside>
    </>
  );
}
