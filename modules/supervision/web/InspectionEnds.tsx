import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeUnsignedInspection, dropInspection, type readInspection } from '../inspection-contract.ts';

type Props = { readonly inspection: OutputOf<typeof readInspection> };

/** How an inspection ends otherwise: dropped before it is handed over, or closed when nobody signed in time. */
export function InspectionEnds({ inspection }: Props) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const { id: inspectionId, may } = inspection;
  const onDone = () => {
    setOpen(false);
    void message.success(t('inspection.ends.done'));
  };
  const drop = useAct(dropInspection, { onDone });
  const close = useAct(closeUnsignedInspection, { onDone });
  if (!may.write && !may.closeUnsigned) return null;
  const end = may.write ? 'drop' : 'unsigned';
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`inspection.${end}.word`)}</Button>
      <ReasonDialog
        open={isOpen}
        title={t(`inspection.${end}.word`)}
        hint={t(`inspection.${end}.hint`)}
        confirmWord={t(`inspection.${end}.word`)}
        isPending={drop.isPending || close.isPending}
        problem={drop.error ?? close.error}
        onSubmit={(text) =>
          may.write ? drop.mutate({ inspectionId, reason: text }) : close.mutate({ inspectionId, how: text })
        }
        onClose={() => setOpen(false)}
      />
    </>
  );
}
