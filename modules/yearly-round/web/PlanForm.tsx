import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoundKind, RoundPlan, Target } from '../round.ts';
import { MoreClasses } from './MoreClasses.tsx';
import { extrasOf, type PlanRow, planOf, rowsOf, type Start } from './plan-rows.ts';

type Props = {
  readonly kind: RoundKind;
  readonly start: Start;
  readonly plan: RoundPlan;
  readonly word: string;
  readonly isPending: boolean;
  readonly problem: Problem | null;
  readonly onSend: (plan: ReturnType<typeof planOf>) => void;
};

/** Which classes take part and where their children go; classes beside them; the day of a graduation. */
export function PlanForm({ kind, start, plan, word, isPending, problem, onSend }: Props) {
  const { t } = useTranslation(['yearly-round', 'classes']);
  const [rows, setRows] = useState<readonly PlanRow[]>(() => (kind === 'intake' ? [] : rowsOf(kind, start, plan)));
  const [extras, setExtras] = useState<readonly Target[]>(() => extrasOf(plan));
  const [on, setOn] = useState(plan.on ?? '');
  const change = (id: number, to: string) => setRows((all) => all.map((row) => (row.id === id ? { ...row, to } : row)));
  const chosen = new Set(rows.filter((row) => row.isChosen).map((row) => row.id));
  const columns: readonly Column<PlanRow>[] = [
    { key: 'name', head: t('form.class'), phone: 'title', cell: (row) => row.name },
    { key: 'type', head: t('form.type'), width: 100, cell: (row) => t(`classes:pages.type.${row.type}`) },
    {
      key: 'children',
      head: t('form.children'),
      kind: 'number',
      width: 90,
      cell: (row) => formatNumber(row.children),
    },
    ...(kind === 'promotion'
      ? [
          {
            key: 'to',
            head: t('form.to'),
            width: 300,
            cell: (row: PlanRow) =>
              row.toType === null ? (
                <span className="soft">{t('form.noNext')}</span>
              ) : (
                <span className="round-next">
                  <Input
                    aria-label={t('form.toOf', { name: row.name })}
                    maxLength={30}
                    value={row.to}
                    disabled={!row.isChosen}
                    placeholder={row.type === '30' ? t('form.byAge') : ''}
                    onChange={(event) => change(row.id, event.target.value)}
                  />
                  <span className="soft">{t(`classes:pages.type.${row.toType}`)}</span>
                </span>
              ),
          },
        ]
      : []),
  ];
  const needed: Needed =
    kind === 'intake'
      ? [[t('more.intake'), extras.length > 0]]
      : [
          [t('form.classes'), chosen.size > 0],
          ...(kind === 'graduation' ? ([[t('form.on'), on !== '']] as const) : []),
        ];
  return (
    <>
      {kind === 'graduation' && (
        <div className="sheet round-part round-day">
          <label htmlFor="graduation-day">{t('form.on')}</label>
          <DateBox id="graduation-day" value={on} onChange={setOn} clears={false} />
        </div>
      )}
      {kind !== 'intake' && (
        <div className="sheet flush round-part">
          <DataTable<PlanRow, number>
            label={t('form.classes')}
            rowId={(row) => row.id}
            rows={rows}
            columns={columns}
            selection={{
              chosen,
              onChange: (ids) => setRows((all) => all.map((row) => ({ ...row, isChosen: ids.has(row.id) }))),
            }}
            empty={<EmptyState title={t('form.noClasses')} hint={t('form.noClassesHint')} />}
          />
        </div>
      )}
      {kind !== 'graduation' && <MoreClasses kind={kind} targets={extras} onChange={setExtras} />}
      {problem !== null && <ErrorState problem={problem} small />}
      <div className="round-buttons">
        <Button
          type="primary"
          loading={isPending}
          disabled={!isComplete(needed)}
          onClick={() => onSend(planOf(rows, extras, kind === 'graduation' ? on : null, plan.exceptions))}
        >
          {word}
        </Button>
        <StillNeeded needed={needed} />
      </div>
    </>
  );
}
