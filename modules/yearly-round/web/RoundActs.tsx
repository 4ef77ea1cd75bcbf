import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { confirmRound, type readRound, undoRound, withdrawRound } from '../contract.ts';

/** Confirming, withdrawing and taking back, for whom it is. */
export function RoundActs({ view }: { readonly view: OutputOf<typeof readRound> }) {
  const { t } = useTranslation('yearly-round');
  const { message } = App.useApp();
  const [isUndoing, setUndoing] = useState(false);
  const confirm = useAct(confirmRound);
  const withdraw = useAct(withdrawRound);
  const undo = useAct(undoRound, {
    onDone: ({ back, kept }) => {
      setUndoing(false);
      void message.success(t('acts.undone', { back, kept }));
    },
  });
  const { id: roundId, revision, may } = view;
  const stayed = view.children.filter(({ how }) => how === 'stays').length;
  const moved = view.children.length - stayed;
  const problem = confirm.error ?? withdraw.error;
  return (
    <>
      {view.state === 'proposed' && !may.confirm && <NoticeLine tone="quiet">{t('acts.waits')}</NoticeLine>}
      {problem !== null && <ErrorState problem={problem} small />}
      {(may.confirm || may.change || may.undo) && (
        <div className="round-buttons not-printed">
          {may.confirm && (
            <ConfirmButton
              type="primary"
              word={t(`acts.confirm.${view.kind}`)}
              question={t('acts.question', { count: moved })}
              detail={t('acts.detail', { count: stayed })}
              disabled={moved === 0}
              isPending={confirm.isPending}
              onConfirm={() => confirm.mutate({ roundId, revision, expectMoved: moved, expectStayed: stayed })}
            />
          )}
          {may.change && (
            <ConfirmButton
              word={t('acts.withdraw')}
              question={t('acts.withdrawQuestion')}
              isPending={withdraw.isPending}
              onConfirm={() => withdraw.mutate({ roundId, revision })}
            />
          )}
          {may.undo && <Button onClick={() => setUndoing(true)}>{t('acts.undo')}</Button>}
        </div>
      )}
      <ReasonDialog
        open={isUndoing}
        title={t('acts.undoTitle')}
        hint={t('acts.undoHint')}
        suggestions={[t('acts.wrongClass'), t('acts.wrongChildren')]}
        confirmWord={t('acts.undo')}
        isPending={undo.isPending}
        problem={undo.error}
        onSubmit={(reason) => undo.mutate({ roundId, revision, reason, childIds: null })}
        onClose={() => setUndoing(false)}
      />
    </>
  );
}
