import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ActsBar, isAnyPending } from '@xueqian/ui/parts/ActsBar.tsx';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  confirmPetition,
  decidePetition,
  editPetition,
  type readPetition,
  submitPetition,
  withdrawPetition,
} from '../contract.ts';

type View = OutputOf<typeof readPetition>;

/** What I may do with it now: mend, send, take back, decide. */
export function PetitionActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('petitions');
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'edit' | null>(null);
  const onDone = () => {
    setAsks(null);
    void message.success(t('acts.done'));
  };
  const edit = useAct(editPetition, { onDone });
  const submit = useAct(submitPetition, { onDone });
  const withdraw = useAct(withdrawPetition, { onDone });
  const confirm = useAct(confirmPetition, { onDone });
  const decide = useAct(decidePetition, { onDone });
  const { may, id: petitionId, revision } = view;
  if (!may.edit && !may.confirm && !may.decide && !may.withdraw) return null;
  const asked = { petitionId, revision };
  const all = [edit, submit, withdraw, confirm, decide];
  const isPending = isAnyPending(all);
  const isLastWord = view.approvedBy === 'institution';
  const sure = (act: 'submit' | 'confirm' | 'approve' | 'withdraw', onConfirm: () => void) => (
    <ConfirmButton
      {...(act === 'withdraw' ? {} : { type: 'primary' as const })}
      word={t(act === 'confirm' && isLastWord ? 'acts.approve' : `acts.${act}`)}
      question={t(act === 'confirm' && isLastWord ? 'acts.confirmHereQuestion' : `acts.${act}Question`)}
      isPending={isPending}
      onConfirm={onConfirm}
    />
  );
  const say = (reason: string) => {
    if (asks === 'edit') edit.mutate({ ...asked, reason });
    else if (may.decide) decide.mutate({ ...asked, decision: 'return', reason });
    else confirm.mutate({ ...asked, decision: 'return', reason });
  };
  return (
    <ActsBar
      acts={all}
      asks={
        asks && {
          title: t(`acts.${asks}Title`),
          hint: t(`acts.${asks}Hint`),
          word: t(`acts.${asks}`),
          startsWith: asks === 'edit' ? view.reason : '',
          onSubmit: say,
        }
      }
      onClose={() => setAsks(null)}
    >
      {may.edit && sure('submit', () => submit.mutate(asked))}
      {may.edit && <Button onClick={() => setAsks('edit')}>{t('acts.edit')}</Button>}
      {may.confirm && sure('confirm', () => confirm.mutate({ ...asked, decision: 'confirm', reason: null }))}
      {may.decide && sure('approve', () => decide.mutate({ ...asked, decision: 'approve', reason: null }))}
      {(may.decide || may.confirm) && <Button onClick={() => setAsks('return')}>{t('acts.return')}</Button>}
      {may.withdraw && sure('withdraw', () => withdraw.mutate(asked))}
    </ActsBar>
  );
}
