import { formatInstant } from '@xueqian/ui/format.ts';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undoLeaving } from '../contract.ts';

type Props = { readonly leavingId: number; readonly name: string; readonly until: string };

/** Takes a leaving back, with a reason, while it may be. */
export function UndoButton({ leavingId, name, until }: Props) {
  const { t } = useTranslation('departures');
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const undo = useAct(undoLeaving, {
    onDone: () => {
      setOpen(false);
      void message.success(t('undo.done', { name }));
    },
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('undo.word')}
      </Button>
      <ReasonDialog
        open={isOpen}
        title={t('undo.title', { name })}
        hint={t('undo.hint', { until: formatInstant(until) })}
        suggestions={[t('undo.wrongChild'), t('undo.stays')]}
        confirmWord={t('undo.word')}
        isPending={undo.isPending}
        problem={undo.error}
        onSubmit={(reason) => undo.mutate({ leavingId, reason })}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
