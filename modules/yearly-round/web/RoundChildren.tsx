import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { readRound } from '../contract.ts';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { TakeBackDialog } from './TakeBackDialog.tsx';

type View = OutputOf<typeof readRound>;
type Child = View['children'][number];
const choices = ['going', 'staying', 'exceptions', 'all', 'kept', 'taken-back'] as const;
const listed: Readonly<Record<(typeof choices)[number], (child: Child) => boolean>> = {
  going: ({ how, isTakenBack }) => how !== 'stays' && !isTakenBack,
  staying: ({ how }) => how === 'stays',
  exceptions: ({ how }) => how === 'repeats' || how === 'skips' || how === 'other-class',
  kept: ({ keptCode }) => keptCode !== null,
  all: () => true,
  'taken-back': ({ isTakenBack }) => isTakenBack,
};
const perPage = 100;

/** The children of a round: who goes on, who stays and why, the exceptions, all of them; exceptions are made here while it waits. */
export function RoundChildren({ view }: { readonly view: View }) {
  const { t } = useTranslation(['yearly-round', 'children']);
  const [only, setOnly] = useState<(typeof choices)[number]>(
    // What has to be looked at before it is confirmed stands first; afterwards, what was done.
    () =>
      (view.state === 'proposed' ? (['staying', 'going'] as const) : (['kept', 'going'] as const)).find((each) =>
        view.children.some(listed[each]),
      ) ?? 'all',
  );
  const [most, setMost] = useState(perPage);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const rows = view.children.filter(listed[only]);
  const close = (isDone: boolean) => {
    setAsking(false);
    if (isDone) setChosen(new Set());
  };
  const asked = { view, childIds: [...chosen], onClose: close };
  const columns: readonly Column<Child>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 120,
      cell: (child) => <GoLink to={paths.childOf(child.childId)}>{child.name}</GoLink>,
    },
    { key: 'sex', head: t('columns.sex'), width: 60, cell: (child) => t(`children:pages.sex.${child.sex}`) },
    { key: 'birthOn', head: t('columns.birthOn'), kind: 'date', width: 110, cell: (child) => child.birthOn },
    { key: 'from', head: t('columns.from'), width: 150, cell: (child) => child.fromClass ?? t('noClass') },
    {
      key: 'how',
      head: t('columns.how'),
      cell: (child) => (
        <>
          {child.stayCode === null ? t(`hows.${child.how}`, { to: child.to }) : t(`stays.${child.stayCode}`)}
          {child.reason !== null && <span className="round-said">{t('said', { reason: child.reason })}</span>}
          {child.isTakenBack && view.state === 'done' && <span className="round-said">{t('alone.done')}</span>}
          {child.keptCode !== null && <span className="round-said">{t(`kept.${child.keptCode}`)}</span>}
        </>
      ),
    },
  ];
  return (
    <div className="sheet flush round-part">
      <SheetTabs
        label={t('childrenTitle')}
        value={only}
        onChange={(value) => {
          setOnly(value);
          setMost(perPage);
        }}
        choices={choices
          .filter((value) => value !== (view.state === 'undone' ? 'going' : 'kept'))
          .filter((value) => value !== 'taken-back' || (view.state === 'done' && view.children.some(listed[value])))
          .map((value) => ({
            value,
            word: t('tab', {
              word: t(value === 'going' ? `kinds.${view.kind}` : `only.${value}`),
              count: view.children.filter(listed[value]).length,
            }),
          }))}
      />
      {view.may.change && (
        <div className="round-bar not-printed">
          <Button disabled={chosen.size === 0} onClick={() => setAsking(true)}>
            {t('exception.word', { count: chosen.size })}
          </Button>
          <span className="soft">{t('exception.hint')}</span>
        </div>
      )}
      {view.may.undo && (
        <div className="round-bar not-printed">
          <Button disabled={chosen.size === 0} onClick={() => setAsking(true)}>
            {t('alone.word', { count: chosen.size })}
          </Button>
          <span className="soft">{t('alone.note')}</span>
        </div>
      )}
      <DataTable<Child, number>
        label={t('childrenTitle')}
        rowId={(child) => child.childId}
        rows={rows.slice(0, most)}
        columns={columns}
        {...(view.may.change || view.may.undo ? { selection: { chosen, onChange: setChosen } } : {})}
        isSelectable={(child) => view.may.change || (child.how !== 'stays' && !child.isTakenBack)}
        tone={(child) => (child.how === 'stays' ? 'warn' : null)}
        empty={<EmptyState title={t(`none.${only}`)} />}
      />
      {rows.length > most && (
        <div className="round-bar not-printed">
          <Button onClick={() => setMost(most + perPage)}>{t('more.children', { count: rows.length - most })}</Button>
        </div>
      )}
      {isAsking && (view.may.change ? <ExceptionDialog {...asked} /> : <TakeBackDialog {...asked} />)}
    </div>
  );
}
