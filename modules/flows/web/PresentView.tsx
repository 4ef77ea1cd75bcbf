import { percentageHalfUp } from '@xueqian/kernel/percentage.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readPresent } from '../contract.ts';
import { type PresentKind, presentGroups } from '../kinds.ts';
import { ChildCount } from './ChildCount.tsx';
import { PlaceLine } from './PlaceLine.tsx';
import { UnitName } from './UnitName.tsx';
import { useStepWord } from './use-step-word.ts';

type Row = OutputOf<typeof readPresent>['rows'][number];
const groups = Object.keys(presentGroups) as (keyof typeof presentGroups)[];

/** Who is here: left-behind and migrant children, households and nationalities, children on the books that sit in no class. */
export function PresentView({ division }: { readonly division: string | undefined }) {
  const { t } = useTranslation('flows');
  const { query, setQuery } = useAddress();
  const stepWord = useStepWord();
  const read = useRead(readPresent, division === undefined ? {} : { division }, { keep: true });
  const table = read.data;
  if (table === undefined) return <ReadState read={read} lines={12} />;
  const group = groups.find((each) => each === query['group']) ?? 'families';
  const kinds: readonly PresentKind[] = presentGroups[group];
  const single = table.step === 'institution';
  const place = (row: Row) => (single ? { institutionId: Number(row.code) } : { division: row.code });
  const cell = (row: Row, kind: PresentKind, listed: boolean, at: object) => (
    <>
      <ChildCount value={row.figures[kind]} kind={kind} at={at} listed={listed} />
      {row.children > 0 && row.figures[kind] > 0 && (
        <small className="flows-share figure">{percentageHalfUp(row.figures[kind], row.children)}%</small>
      )}
    </>
  );
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: stepWord(table.step, table.division.code),
      phone: 'title',
      cell: (row) => <UnitName row={row} step={table.step} />,
    },
    { key: 'children', head: t('children'), kind: 'number', width: 110, cell: (row) => formatNumber(row.children) },
    ...kinds.map(
      (kind): Column<Row> => ({
        key: kind,
        head: t(`present.${kind}`),
        kind: 'number',
        width: 150,
        // A list is of an institution or of a county: a row of counties leads to theirs.
        cell: (row) => cell(row, kind, single || table.step === 'county', place(row)),
      }),
    ),
    { key: 'waiting', head: t('waiting'), kind: 'number', width: 130, cell: (row) => formatNumber(row.waiting) },
  ];
  const total = table.total;
  const here = single ? { division: table.division.code } : {};
  return (
    <>
      <PlaceLine table={table} title={t('tabs.present')} />
      <div className="sheet flush">
        <div className="not-printed">
          <SheetTabs
            small
            label={t('group')}
            value={group}
            onChange={(chosen) => setQuery({ group: chosen === 'families' ? null : chosen }, { replace: true })}
            choices={groups.map((value) => ({ value, word: t(`groups.${value}`) }))}
          />
        </div>
        <DataTable
          label={t('tabs.present')}
          columns={columns}
          rowId={(row) => row.code}
          rows={table.rows}
          empty={<EmptyState title={t('empty.title')} hint={t('empty.hint')} />}
          total={[
            t('total'),
            formatNumber(total.children),
            ...kinds.map((kind) => cell(total, kind, single, here)),
            formatNumber(total.waiting),
          ]}
        />
      </div>
      <aside className="flows-notes">
        <p>{t('explain.present')}</p>
        {group === 'absent' && <p>{t('explain.absent')}</p>}
        <p>{t('explain.waiting')}</p>
      </aside>
    </>
  );
}
