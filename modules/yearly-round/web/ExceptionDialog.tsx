import type { OutputOf } from '@xueqian/kernel/route.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRound, type readRound } from '../contract.ts';
import { type ExceptionWay, exceptionWays } from '../round.ts';

type View = OutputOf<typeof readRound>;
type Props = { readonly view: View; readonly childIds: readonly number[]; readonly onClose: (isDone: boolean) => void };

/** What each kind of round lets be said of a child; `as-planned` takes an exception away. */
const waysOf: Readonly<Record<View['kind'], readonly ExceptionWay[]>> = {
  promotion: exceptionWays,
  graduation: ['stays'],
  intake: ['other-class', 'stays'],
};

/** Treats some children apart: into another class, a year again, a year on, or left out. */
export function ExceptionDialog({ view, childIds, onClose }: Props) {
  const { t } = useTranslation(['yearly-round', 'ui']);
  const [how, setHow] = useState<ExceptionWay | 'as-planned'>(waysOf[view.kind][0] ?? 'stays');
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const save = useAct(changeRound, { onDone: () => onClose(true) });
  const needsClass = how !== 'stays' && how !== 'as-planned';
  const needsReason = how !== 'other-class' && how !== 'as-planned';
  const isWhole = (!needsClass || to !== null) && (!needsReason || isSaid(reason));
  const send = () => {
    const kept = view.plan.exceptions.filter(({ childId }) => !childIds.includes(childId));
    const said =
      how === 'as-planned'
        ? []
        : childIds.map((childId) => ({ childId, how, to: needsClass ? to : null, reason: reason.trim() || null }));
    const plan = { ...view.plan, exceptions: [...kept, ...said] };
    save.mutate({ roundId: view.id, revision: view.revision, plan });
  };
  return (
    <Modal
      open
      title={t('exception.title', { count: childIds.length })}
      okText={t('exception.save')}
      cancelText={t('ui:cancel')}
      okButtonProps={{ disabled: !isWhole }}
      confirmLoading={save.isPending}
      onOk={send}
      onCancel={() => onClose(false)}
      mask={{ closable: false }}
    >
      <div className="round-form">
        <label htmlFor="exception-how">{t('exception.how')}</label>
        <Select
          id="exception-how"
          value={how}
          onChange={setHow}
          options={[...waysOf[view.kind], 'as-planned' as const].map((value) => ({
            value,
            label: t(`exception.ways.${value}`),
          }))}
        />
        {needsClass && (
          <>
            <label htmlFor="exception-to">{t('exception.to')}</label>
            <Select
              id="exception-to"
              value={to}
              placeholder={t('exception.choose')}
              onChange={setTo}
              options={view.plan.targets.map(({ name }) => ({ value: name, label: name }))}
            />
          </>
        )}
        {how !== 'as-planned' && (
          <>
            <label htmlFor="exception-reason">{t(needsReason ? 'exception.reason' : 'exception.mayReason')}</label>
            <Input.TextArea
              id="exception-reason"
              rows={3}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
        {save.error !== null && <ErrorState problem={save.error} small />}
      </div>
    </Modal>
  );
}
