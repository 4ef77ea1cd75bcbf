import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { type readRound, undoRound } from '../contract.ts';

type Props = {
  readonly view: OutputOf<typeof readRound>;
  readonly childIds: readonly number[];
  readonly onClose: (isDone: boolean) => void;
};

/** Takes back what a round did with some of its children; it stands for the others. */
export function TakeBackDialog({ view, childIds, onClose }: Props) {
  const { t } = useTranslation('yearly-round');
  const { message } = App.useApp();
  const undo = useAct(undoRound, {
    onDone: ({ back, kept }) => {
      void message.success(t('acts.undone', { back, kept }));
      onClose(true);
    },
  });
  return (
    <ReasonDialog
      open
      title={t('alone.title', { count: childIds.length })}
      hint={t(`alone.hint.${view.kind}`)}
      suggestions={[t('alone.byMistake'), t('alone.stays')]}
      confirmWord={t('acts.undo')}
      isPending={undo.isPending}
      problem={undo.error}
      onSubmit={(reason) => undo.mutate({ roundId: view.id, revision: view.revision, reason, childIds: [...childIds] })}
      onClose={() => onClose(false)}
    />
  );
}
