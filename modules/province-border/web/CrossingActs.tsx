import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ActsBar, isAnyPending } from '@xueqian/ui/parts/ActsBar.tsx';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { DateBox } from '@xueqian/ui/parts/DateBox.tsx';
import { today } from '@xueqian/ui/today.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  approveCrossing,
  endCrossing,
  type readCrossing,
  releaseCrossing,
  submitCrossing,
  withdrawCrossing,
} from '../contract.ts';
import { answerCrossing } from '../file-contract.ts';
import { askedOf, type Destination, DestinationFields, isWhole } from './DestinationFields.tsx';

type View = OutputOf<typeof readCrossing>;
type Outcome = 'go-unanswered' | 'stay';

/** What I may do with it now. */
export function CrossingActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('province-border');
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'end' | 'refuse' | null>(null);
  const [outcome, setOutcome] = useState<Outcome>('stay');
  const [leftOn, setLeftOn] = useState(today());
  const [to, setTo] = useState<Destination>({
    code: view.otherCode,
    name: view.otherName,
    institution: view.otherInstitution ?? '',
    reason: view.reason ?? '',
  });
  const onDone = () => {
    setAsks(null);
    void message.success(t('acts.done'));
  };
  const submit = useAct(submitCrossing, { onDone });
  const withdraw = useAct(withdrawCrossing, { onDone });
  const release = useAct(releaseCrossing, { onDone });
  const approve = useAct(approveCrossing, { onDone });
  const end = useAct(endCrossing, { onDone });
  const answer = useAct(answerCrossing, { onDone });
  const { may, revision } = view;
  if (!may.edit && !may.withdraw && !may.release && !may.approve && !may.end && !may.accept && !may.refuse) return null;
  const asked = { crossingId: view.id, revision };
  const all = [submit, withdraw, release, approve, end, answer];
  const isPending = isAnyPending(all);
  const sure = (act: 'submit' | 'release' | 'approve' | 'withdraw' | 'accept', onConfirm: () => void) => (
    <ConfirmButton
      {...(act === 'withdraw' ? {} : { type: 'primary' as const })}
      word={t(`acts.${act}`)}
      question={t(`acts.${act}Question`)}
      isPending={isPending}
      onConfirm={onConfirm}
    />
  );
  const say = (reason: string) => {
    if (asks === 'end')
      end.mutate({ ...asked, outcome, leftOn: outcome === 'stay' || leftOn === '' ? null : leftOn, reason });
    else if (asks === 'refuse') answer.mutate({ ...asked, decision: 'refuse', reason });
    else if (may.approve) approve.mutate({ ...asked, decision: 'return', reason });
    else release.mutate({ ...asked, decision: 'return', reason });
  };
  return (
    <ActsBar
      acts={all}
      above={
        <>
          {may.edit && (
            <div className="crossing-form">
              <DestinationFields value={to} onChange={setTo} />
            </div>
          )}
          {may.end && (
            <div className="crossing-form">
              <span id="crossing-outcome" className="soft">
                {t('acts.endHint')}
              </span>
              <Radio.Group
                aria-labelledby="crossing-outcome"
                value={outcome}
                onChange={(event) => setOutcome(event.target.value as Outcome)}
                options={(['stay', 'go-unanswered'] as const).map((value) => ({
                  value,
                  label: t(`acts.outcomes.${value}`),
                }))}
              />
              {outcome === 'go-unanswered' && (
                <DateBox value={leftOn} onChange={setLeftOn} label={t('acts.leftOn')} max={today()} />
              )}
            </div>
          )}
        </>
      }
      asks={
        asks && {
          title: t(`acts.${asks}Title`),
          hint: asks === 'end' ? t(`acts.outcomes.${outcome}`) : t(`acts.${asks}Hint`),
          word: t(`acts.${asks}`),
          onSubmit: say,
        }
      }
      onClose={() => setAsks(null)}
    >
      {may.edit && isWhole(to) && sure('submit', () => submit.mutate({ ...asked, ...askedOf(to) }))}
      {may.release && sure('release', () => release.mutate({ ...asked, decision: 'release', reason: null }))}
      {may.approve && sure('approve', () => approve.mutate({ ...asked, decision: 'approve', reason: null }))}
      {(may.release || may.approve) && <Button onClick={() => setAsks('return')}>{t('acts.return')}</Button>}
      {may.accept && sure('accept', () => answer.mutate({ ...asked, decision: 'accept', reason: null }))}
      {may.refuse && <Button onClick={() => setAsks('refuse')}>{t('acts.refuse')}</Button>}
      {may.withdraw && sure('withdraw', () => withdraw.mutate(asked))}
      {may.end && <Button onClick={() => setAsks('end')}>{t('acts.end')}</Button>}
    </ActsBar>
  );
}
