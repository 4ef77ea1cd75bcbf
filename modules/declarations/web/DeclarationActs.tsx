import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
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
  const isPending = all.some((act) => act.isPending);
  const problem = all.map((act) => act.error).find((error) => error !== null) ?? null;
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
    <section className="sheet declaration-part not-printed">
      {may.decide && (
        <p className="declaration-words">
          <label htmlFor="declaration-words">{t('acts.words')}</label>
          <Input
            id="declaration-words"
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </p>
      )}
      {problem !== null && asks === null && <ErrorState problem={problem} small />}
      <div className="declaration-buttons">
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
      </div>
      {asks !== null && (
        <ReasonDialog
          open
          title={t(`acts.${asks}Title`)}
          hint={t(`acts.${asks}Hint`)}
          confirmWord={t(`acts.${asks}`)}
          isPending={isPending}
          problem={problem}
          onSubmit={(reason) =>
            may.decide
              ? decide.mutate({ ...asked, decision: asks, reason })
              : confirm.mutate({ ...asked, decision: 'return', reason })
          }
          onClose={() => {
            setAsks(null);
            decide.reset();
            confirm.reset();
          }}
        />
      )}
    </section>
  );
}
