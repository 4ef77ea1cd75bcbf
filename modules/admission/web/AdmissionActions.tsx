import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  assignCode,
  notifyInstitution,
  receiveApplication,
  returnUncoded,
  reviewApplication,
  withdrawApplication,
} from '../contract.ts';
import type { ApplicationView } from './AdmissionSteps.tsx';

type Props = {
  readonly view: ApplicationView;
  /** What is shown has just been read: several offices act on an application, and nobody decides on what it was before. */
  readonly isRead: boolean;
};

/** What this person may do now: yes, back with a reason, the code, the notice, taking it back. */
export function AdmissionActions({ view, isRead }: Props) {
  const { t } = useTranslation('admission');
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'withdraw' | null>(null);
  const [code, setCode] = useState('');
  const onDone = ({ state }: { state: ApplicationView['state'] }) => {
    setAsks(null);
    void message.success(t('done', { state: t(`states.${state}`) }));
  };
  const receive = useAct(receiveApplication, { onDone });
  const review = useAct(reviewApplication, { onDone });
  const give = useAct(assignCode, { onDone });
  const sendBack = useAct(returnUncoded, { onDone });
  const notify = useAct(notifyInstitution, { onDone });
  const withdraw = useAct(withdrawApplication, { onDone });
  const all = [receive, review, give, sendBack, notify, withdraw];
  const isSending = all.some((act) => act.isPending);
  const isPending = isSending || !isRead;
  const problem = all.find((act) => act.error !== null)?.error ?? null;
  const seen = { applicationId: view.id, revision: view.revision };
  const yes = { ...seen, decision: 'accept' as const, reason: null };
  const may = (act: ApplicationView['may'][number]): boolean => view.may.includes(act);
  const back = (reason: string) => {
    const no = { ...seen, decision: 'return' as const, reason };
    if (asks === 'withdraw') withdraw.mutate({ ...seen, reason });
    else if (view.state === 'submitted') receive.mutate(no);
    else if (view.state === 'received') review.mutate(no);
    else sendBack.mutate({ ...seen, reason });
  };
  const acts = ['receive', 'approve', 'return', 'code', 'notify', 'withdraw'] as const;
  if (!acts.some(may)) return null;
  return (
    <section className="sheet admission-actions not-printed" aria-label={t('actions.title')}>
      {may('code') && (
        <div className="admission-code">
          <label htmlFor="admission-code">{t('actions.code')}</label>
          <Input
            id="admission-code"
            value={code}
            maxLength={20}
            autoComplete="off"
            onChange={(event) => setCode(event.target.value)}
          />
          <small className="soft">{t('actions.codeHint')}</small>
        </div>
      )}
      <div className="admission-buttons">
        {may('withdraw') && (
          <Button disabled={isPending} onClick={() => setAsks('withdraw')}>
            {t('actions.withdraw')}
          </Button>
        )}
        {may('return') && (
          <Button danger disabled={isPending} onClick={() => setAsks('return')}>
            {t('actions.return')}
          </Button>
        )}
        {may('receive') && (
          <ConfirmButton
            type="primary"
            word={t('actions.receive')}
            question={t('actions.receiveQuestion')}
            isPending={isPending}
            onConfirm={() => receive.mutate(yes)}
          />
        )}
        {may('approve') && (
          <ConfirmButton
            type="primary"
            word={t('actions.approve')}
            question={t('actions.approveQuestion')}
            isPending={isPending}
            onConfirm={() => review.mutate(yes)}
          />
        )}
        {may('code') && (
          <ConfirmButton
            type="primary"
            word={t('actions.giveCode')}
            question={t('actions.giveCodeQuestion', { code })}
            disabled={code.trim() === ''}
            isPending={isPending}
            onConfirm={() => give.mutate({ ...seen, code })}
          />
        )}
        {may('notify') && (
          <ConfirmButton
            type="primary"
            word={t('actions.notify')}
            question={t('actions.notifyQuestion')}
            isPending={isPending}
            onConfirm={() => notify.mutate(seen)}
          />
        )}
      </div>
      {problem !== null && asks === null && <ErrorState problem={problem} small />}
      <ReasonDialog
        isRead
        open={asks !== null}
        title={t(`actions.${asks ?? 'return'}`)}
        hint={t(`actions.${asks ?? 'return'}Hint`)}
        confirmWord={t(`actions.${asks ?? 'return'}`)}
        isPending={isPending}
        problem={problem}
        onSubmit={back}
        onClose={() => {
          setAsks(null);
          for (const act of all) act.reset();
        }}
      />
    </section>
  );
}
