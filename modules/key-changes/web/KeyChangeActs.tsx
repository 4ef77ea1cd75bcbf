import type { OutputOf } from '@xueqian/kernel/route.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  approveKeyChange,
  type readKeyChange,
  refuseKeyChange,
  returnKeyChange,
  submitKeyChange,
  verifyKeyChange,
  withdrawKeyChange,
} from '../contract.ts';

type View = OutputOf<typeof readKeyChange>;

/** What my account may do now. */
export function KeyChangeActs({ view }: { readonly view: View }) {
  const { t } = useTranslation('key-changes');
  const { message } = App.useApp();
  const [asking, setAsking] = useState<'return' | 'refuse' | null>(null);
  const [papersChecked, setPapersChecked] = useState(false);
  const done = (word: string) => ({
    onDone: () => {
      setAsking(null);
      message.success(t(`done.${word}`));
    },
  });
  const submit = useAct(submitKeyChange, done('submit'));
  const verify = useAct(verifyKeyChange, done(view.needsCounty ? 'verifyToCounty' : 'verify'));
  const approve = useAct(approveKeyChange, done('approve'));
  const back = useAct(returnKeyChange, done('return'));
  const refuse = useAct(refuseKeyChange, done('refuse'));
  const withdraw = useAct(withdrawKeyChange, done('withdraw'));
  const key = { applicationId: view.id, revision: view.revision };
  const { may } = view;
  const isClerk = may.edit || (view.turn === 'clerk' && view.isMine);
  if (!isClerk && !Object.values(may).some(Boolean)) return null;
  const problem = submit.error ?? verify.error ?? approve.error ?? withdraw.error;
  const name = { name: view.childName };
  const reasoned = asking ?? 'return';
  return (
    <>
      {problem !== null && <ErrorState problem={problem} />}
      {may.verify && (
        <p className="key-checked">
          <Checkbox checked={papersChecked} onChange={(event) => setPapersChecked(event.target.checked)}>
            {t('papersChecked')}
          </Checkbox>
        </p>
      )}
      <div className="toolbar key-acts">
        {isClerk && (
          <ConfirmButton
            type="primary"
            word={t('acts.submit')}
            question={t('confirm.submit')}
            isPending={submit.isPending}
            onConfirm={() => submit.mutate(key)}
          />
        )}
        {may.verify && (
          <Button
            type="primary"
            disabled={!papersChecked}
            loading={verify.isPending}
            onClick={() => verify.mutate({ ...key, papersChecked: true })}
          >
            {t(view.needsCounty ? 'acts.verifyToCounty' : 'acts.verify')}
          </Button>
        )}
        {may.approve && (
          <ConfirmButton
            type="primary"
            word={t('acts.approve')}
            question={t('confirm.approve', name)}
            isPending={approve.isPending}
            onConfirm={() => approve.mutate(key)}
          />
        )}
        {may.edit && (
          <GoLink to={paths.editKeyChange(view.id)} className="plain-button">
            {t('acts.edit')}
          </GoLink>
        )}
        {may.return && <Button onClick={() => setAsking('return')}>{t('acts.return')}</Button>}
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
        isPending={back.isPending || refuse.isPending}
        problem={back.error ?? refuse.error}
        onSubmit={(reason) => (asking === 'refuse' ? refuse : back).mutate({ ...key, reason })}
        onClose={() => setAsking(null)}
      />
    </>
  );
}
