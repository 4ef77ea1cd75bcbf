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
  confirmDeclaration,
  decideDeclaration,
  type readDeclaration,
  submitDeclaration,
  withdrawDeclaration,
} from '../contract.ts';

type View = OutputOf<typeof readDeclaration>;

/** What I may do with it now: go on, take back, send, decide. */
export function DeclarationActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('declarations');
  const { message } = App.useApp();
  const [asks, setAsks] = useState<'return' | 'refuse' | null>(null);
  const [words, setWords] = useState('');
  const onDone = () => {
    setAsks(null);
    void message.success(t('acts.done'));
  };
  const submit = useAct(submitDeclaration, { onDone });
  const withdraw = useAct(withdrawDeclaration, { onDone });
  const confirm = useAct(confirmDeclaration, { onDone });
  const decide = useAct(decideDeclaration, { onDone });
  const { may, id: declarationId, revision } = view;
  if (!may.edit && !may.confirm && !may.decide && !may.withdraw) return null;
  const asked = { declarationId, revision };
  const all = [submit, withdraw, confirm, decide];
  const isPending = isAnyPending(all);
  const final = view.handling === 'review' ? 'accept' : 'acknowledge';
  const sure = (act: 'submit' | 'confirm' | 'withdraw' | typeof final, onConfirm: () => void, isFirst: boolean) => (
    <ConfirmButton
      {...(isFirst ? { type: 'primary' as const } : {})}
      word={t(`acts.${act}`)}
      question={t(`acts.${act}Question`)}
      isPending={isPending}
      onConfirm={onConfirm}
    />
  );
  return (
    <ActsBar
      acts={all}
      above={
        may.decide && (
          <p className="declaration-words">
            <label htmlFor="declaration-words">{t('acts.words')}</label>
            <Input
              id="declaration-words"
              maxLength={500}
              value={words}
              onChange={(event) => setWords(event.target.value)}
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
            may.decide
              ? decide.mutate({ ...asked, decision: asks, reason })
              : confirm.mutate({ ...asked, decision: 'return', reason }),
        }
      }
      onClose={() => setAsks(null)}
    >
      {may.edit && (
        <>
          {sure('submit', () => submit.mutate(asked), true)}
          <GoLink to={paths.editDeclaration(declarationId)} className="plain-button">
            {t('acts.edit')}
          </GoLink>
        </>
      )}
      {may.confirm && sure('confirm', () => confirm.mutate({ ...asked, decision: 'confirm', reason: null }), true)}
      {may.decide &&
        sure(final, () => decide.mutate({ ...asked, decision: final, reason: words.trim() || null }), true)}
      {may.decide && final === 'accept' && (
        <Button danger onClick={() => setAsks('refuse')}>
          {t('acts.refuse')}
        </Button>
      )}
      {(may.decide || may.confirm) && <Button onClick={() => setAsks('return')}>{t('acts.return')}</Button>}
      {may.withdraw && sure('withdraw', () => withdraw.mutate(asked), false)}
    </ActsBar>
  );
}
