import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { isComplete, type Needed, StillNeeded } from '@xueqian/ui/parts/StillNeeded.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  approveTransfer,
  type readTransfer,
  refuseTransfer,
  releaseTransfer,
  releaseTransferOver,
  withdrawTransfer,
} from '../contract.ts';
import { Acceptance } from './Acceptance.tsx';

type View = OutputOf<typeof readTransfer>;

/** What my side may do now. */
export function TransferActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('transfers');
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'refuse' | 'releaseOver' | null>(null);
  const done = (word: string) => ({
    onDone: () => {
      setAsking(null);
      message.success(t(`done.${word}`));
    },
  });
  const release = useAct(releaseTransfer, done('release'));
  const over = useAct(releaseTransferOver, done('release'));
  const approve = useAct(approveTransfer, done('approve'));
  const refuse = useAct(refuseTransfer, done('refuse'));
  const withdraw = useAct(withdrawTransfer, done('withdraw'));
  const key = { transferId: view.id, revision: view.revision };
  const { may } = view;
  if (!Object.values(may).some(Boolean)) return null;
  const problem = release.error ?? approve.error ?? withdraw.error;
  const toRelease: Needed = [[t('attached.papers'), !view.papersNeeded || view.papers.sender.length > 0]];
  const reasoned = asking ?? 'refuse';
  return (
    <>
      {may.accept && <Acceptance view={view} />}
      {problem !== null && <ErrorState problem={problem} />}
      <div className="toolbar transfer-acts">
        {may.release && (
          <ConfirmButton
            type="primary"
            word={t('acts.release')}
            disabled={!isComplete(toRelease)}
            question={t('confirm.release', { name: view.childName, to: view.toName })}
            isPending={release.isPending}
            onConfirm={() => release.mutate(key)}
          />
        )}
        {may.release && <StillNeeded needed={toRelease} />}
        {may.approve && (
          <ConfirmButton
            type="primary"
            word={t('acts.approve')}
            question={t('confirm.approve', { name: view.childName })}
            isPending={approve.isPending}
            onConfirm={() => approve.mutate(key)}
          />
        )}
        {may.releaseOver && <Button onClick={() => setAsking('releaseOver')}>{t('acts.releaseOver')}</Button>}
        {may.refuse && (
          <Button danger onClick={() => setAsking('refuse')}>
            {t('acts.refuse')}
          </Button>
        )}
        {may.withdraw && (
          <ConfirmButton
            word={t('acts.withdraw')}
            question={t('confirm.withdraw')}
            isPending={withdraw.isPending}
            onConfirm={() => withdraw.mutate(key)}
          />
        )}
      </div>
      <ReasonDialog
        isRead
        open={asking !== null}
        title={t(`acts.${reasoned}`)}
        hint={t(`hints.${reasoned}`)}
        suggestions={[]}
        confirmWord={t(`acts.${reasoned}`)}
        isPending={refuse.isPending || over.isPending}
        problem={refuse.error ?? over.error}
        onSubmit={(reason) => (asking === 'releaseOver' ? over : refuse).mutate({ ...key, reason })}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
