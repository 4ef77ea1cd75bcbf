import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ActsBar, isAnyPending } from '@xueqian/ui/parts/ActsBar.tsx';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  confirmAlteration,
  type readAlteration,
  reviewAlteration,
  submitAlteration,
  withdrawAlteration,
} from '../contract.ts';

type View = OutputOf<typeof readAlteration>;

/** What I may do with it now: go on, take back, confirm, decide. */
export function AlterationActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('alterations');
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'refuse' | null>(null);
  const [newCode, setNewCode] = useState('');
  const onDone = () => {
    setAsks(null);
    void message.success(t('acts.done'));
  };
  const submit = useAct(submitAlteration, { onDone });
  const withdraw = useAct(withdrawAlteration, { onDone });
  const confirm = useAct(confirmAlteration, { onDone });
  const review = useAct(reviewAlteration, { onDone });
  const { may, id: alterationId, revision } = view;
  const asked = { alterationId, revision };
  const all = [submit, withdraw, confirm, review];
  const isPending = isAnyPending(all);
  // Of an institution that leaves its county, the county only lets it go.
  const isAgreed = view.kind === 'region' && view.state === 'confirmed';
  const needsCode = view.effects?.code === 'replaced';
  if (!may.edit && !may.confirm && !may.review && !may.withdraw) return null;
  const decide = (decision: 'approve' | 'return' | 'refuse', reason: string | null) =>
    review.mutate({ ...asked, decision, reason, newCode: needsCode ? newCode.trim() : null });
  return (
    <ActsBar
      acts={all}
      above={
        may.review &&
        needsCode && (
          <p className="alteration-code">
            <label htmlFor="new-code">{t('page.newCode')}</label>
            <Input
              id="new-code"
              value={newCode}
              maxLength={10}
              inputMode="numeric"
              placeholder={t('page.newCodeHint')}
              onChange={(event) => setNewCode(event.target.value)}
            />
          </p>
        )
      }
      asks={
        asks && {
          title: t(`acts.${asks}Title`),
          hint: t(`acts.${asks}Hint`),
          word: t(`acts.${asks}`),
          onSubmit: (reason) =>
            may.review ? decide(asks, reason) : confirm.mutate({ ...asked, decision: 'return', reason }),
        }
      }
      onClose={() => setAsks(null)}
    >
      {may.edit && (
        <>
          <ConfirmButton
            type="primary"
            word={t('acts.submit')}
            question={t('acts.submitQuestion')}
            isPending={isPending}
            onConfirm={() => submit.mutate(asked)}
          />
          <GoLink to={paths.editAlteration(alterationId)} className="plain-button">
            {t('acts.edit')}
          </GoLink>
        </>
      )}
      {may.confirm && (
        <ConfirmButton
          type="primary"
          word={t('acts.confirm')}
          question={t('acts.confirmQuestion')}
          isPending={isPending}
          onConfirm={() => confirm.mutate({ ...asked, decision: 'confirm', reason: null })}
        />
      )}
      {may.review && (
        <>
          <ConfirmButton
            type="primary"
            word={t(isAgreed ? 'acts.agree' : 'acts.approve')}
            question={t(isAgreed ? 'acts.agreeQuestion' : 'acts.approveQuestion')}
            isPending={isPending}
            disabled={view.effects?.obstacle != null}
            onConfirm={() => decide('approve', null)}
          />
          <Button danger onClick={() => setAsks('refuse')}>
            {t('acts.refuse')}
          </Button>
        </>
      )}
      {(may.review || may.confirm) && <Button onClick={() => setAsks('return')}>{t('acts.return')}</Button>}
      {may.withdraw && (
        <ConfirmButton
          word={t('acts.withdraw')}
          question={t('acts.withdrawQuestion')}
          isPending={isPending}
          onConfirm={() => withdraw.mutate(asked)}
        />
      )}
    </ActsBar>
  );
}
