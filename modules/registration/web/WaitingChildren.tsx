import type { OutputOf } from '@xueqian/kernel/route.ts';
import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChildRow, listChildren } from '../../children/contract.ts';
import { confirmChildren, returnToEntry } from '../contract.ts';
import { useConfirmColumns } from './use-confirm-columns.tsx';
import { useOwnApproval } from './use-own-approval.ts';
import { WaitingChildDrawer } from './WaitingChildDrawer.tsx';

export type BulkResult = {
  readonly kind: 'confirm' | 'return';
  readonly output: OutputOf<typeof returnToEntry> & { readonly numbered?: number };
};

type Props = {
  readonly institutionId: number;
  /** null: the whole kindergarten. */
  readonly schoolClass: { readonly id: number; readonly name: string } | null;
  readonly waiting: number;
  /** What was done: shown by the page, which goes on to the next class. */
  readonly onDone: (result: BulkResult) => void;
};

const reasons = ['identity', 'name', 'class', 'guardian', 'place'] as const;

/** The children waiting in a class: confirm all or those chosen, return those chosen. */
export function WaitingChildren({ institutionId, schoolClass, waiting, onDone }: Props) {
  const { t } = useTranslation('registration');
  const { modal } = App.useApp();
  const { personName } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [returning, setReturning] = useState(false);
  const [looking, setLooking] = useState<ChildRow | null>(null);
  const approvesItself = useOwnApproval();
  const classId = schoolClass?.id ?? null;
  const paged = usePagedRead(listChildren, {
    institutionId,
    state: 'entered',
    limit: 100,
    ...(classId === null ? {} : { classId }),
  });
  const finish = (kind: BulkResult['kind']) => (output: BulkResult['output']) => {
    setReturning(false);
    setChosen(new Set());
    onDone({ kind, output });
  };
  const confirm = useAct(confirmChildren, { onDone: finish('confirm') });
  const giveBack = useAct(returnToEntry, { onDone: finish('return') });
  const columns = useConfirmColumns(personName, setLooking, schoolClass === null);
  const own = paged.rows.filter((child) => child.enteredBy === personName).length;
  const busy = confirm.isPending || giveBack.isPending;

  const ask = (childIds: readonly number[] | null, count: number) =>
    modal.confirm({
      title: t('pages.confirm.askTitle', { count }),
      content: t(approvesItself ? 'pages.confirm.askTextOwn' : 'pages.confirm.askText'),
      okText: t(approvesItself ? 'pages.confirm.askButtonOwn' : 'pages.confirm.askButton'),
      cancelText: t('pages.confirm.cancel'),
      icon: null,
      onOk: () => confirm.mutate({ institutionId, classId, childIds: childIds === null ? null : [...childIds] }),
    });

  return (
    <section className="sheet flush confirm-list">
      <header>
        <h2>
          {schoolClass?.name ?? t('pages.confirm.allClasses')}
          <small>
            {waiting === 0 ? t('pages.confirm.noneWaiting') : t('pages.confirm.waiting', { count: waiting })}
          </small>
        </h2>
        <Button disabled={chosen.size === 0 || busy} onClick={() => setReturning(true)}>
          {chosen.size === 0 ? t('pages.confirm.returnNone') : t('pages.confirm.returnChosen', { count: chosen.size })}
        </Button>
        {chosen.size > 0 ? (
          <Button type="primary" loading={confirm.isPending} onClick={() => ask([...chosen], chosen.size)}>
            {t('pages.confirm.confirmChosen', { count: chosen.size })}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={waiting === 0}
            loading={confirm.isPending}
            onClick={() => ask(null, waiting)}
          >
            {t(schoolClass === null ? 'pages.confirm.confirmEverything' : 'pages.confirm.confirmAll', {
              count: waiting,
            })}
          </Button>
        )}
      </header>
      {own > 0 && <p className="confirm-own">{t('pages.confirm.ownEntryBanner', { count: own })}</p>}
      {confirm.error !== null && <ErrorState problem={confirm.error} small />}
      <DataTable<ChildRow, number>
        label={t('pages.confirm.title')}
        columns={columns}
        rowId={(child) => child.id}
        paged={paged}
        selection={{ chosen, onChange: setChosen }}
        onOpen={setLooking}
        tone={(child) => (child.enteredBy === personName ? 'warn' : null)}
        empty={
          <EmptyState
            title={t(schoolClass === null ? 'pages.confirm.empty.title' : 'pages.confirm.emptyClass')}
            hint={t('pages.confirm.empty.text')}
          />
        }
      />
      <ReasonDialog
        isRead
        open={returning}
        title={t('pages.returnDialog.title', { count: chosen.size })}
        hint={t('pages.returnDialog.text')}
        suggestions={reasons.map((reason) => t(`pages.returnDialog.reasons.${reason}`))}
        confirmWord={t('pages.returnDialog.button')}
        isPending={giveBack.isPending}
        problem={giveBack.error}
        onSubmit={(reason) => giveBack.mutate({ institutionId, classId, childIds: [...chosen], reason })}
        onClose={() => setReturning(false)}
      />
      {looking !== null && <WaitingChildDrawer child={looking} onClose={() => setLooking(null)} />}
    </section>
  );
}
