import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideAnswer, readAnswer } from '../answer-contract.ts';
import { AnswerText } from './AnswerText.tsx';
import { FillAnswer } from './FillAnswer.tsx';
import { AnswerTag } from './FormTag.tsx';
import { usePeriodWords } from './use-period-words.ts';
import './forms.css';

type Answer = OutputOf<typeof readAnswer>;

/** One answer: to be filled in by the institution, read and decided by the department, and printed. */
export function AnswerPage() {
  const { t } = useTranslation('forms');
  const periodWords = usePeriodWords();
  const { level } = useSession();
  const answerId = usePathNumber('answerId');
  const read = useRead(readAnswer, { answerId });
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const answer = read.data;
  const back =
    level === 'institution'
      ? { to: paths.myForms, word: t('myTitle') }
      : { to: paths.formOf(answer.formId), word: answer.title };
  const due = answer.dueOn === null ? '' : t('answer.due', { on: answer.dueOn });
  return (
    <>
      <PageHeader
        title={level === 'institution' ? answer.title : answer.institutionName}
        back={back}
        aside={<AnswerTag state={answer.state} isLate={answer.isLate} />}
        note={[answer.officeName, periodWords(answer.period), due, t('answer.version', { version: answer.version })]
          .filter(Boolean)
          .join(' · ')}
        actions={answer.may.write ? undefined : <Button onClick={() => window.print()}>{t('answer.print')}</Button>}
      />
      {answer.state === 'returned' && (
        <p className="section-return">
          <strong>{t('answer.reason')}</strong> {answer.reason}
        </p>
      )}
      {answer.may.write ? (
        <FillAnswer key={`${answer.version} ${answer.revision}`} answer={answer} />
      ) : (
        <article className="sheet">
          <h2 className="answer-title">{answer.title}</h2>
          <AnswerText design={answer.design} values={answer.values} papers={answer.papers} />
          <p className="soft figure">
            {answer.submitted !== null &&
              t('answer.submittedBy', { name: answer.submitted.name, at: formatInstant(answer.submitted.at) })}
            <br />
            {answer.decided !== null &&
              t('answer.decidedBy', { name: answer.decided.name, at: formatInstant(answer.decided.at) })}
          </p>
          {answer.may.decide && <Decision answer={answer} />}
        </article>
      )}
    </>
  );
}

function Decision({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation('forms');
  const { message } = App.useApp();
  const [asksReason, setAsksReason] = useState(false);
  const decide = useAct(decideAnswer, {
    onDone: ({ state }) => {
      setAsksReason(false);
      void message.success(t(`answer.decided.${state}`));
    },
  });
  const asked = { answerId: answer.id, revision: answer.revision };
  return (
    <div className="form-buttons not-printed">
      {decide.error !== null && !asksReason && <ErrorState problem={decide.error} small />}
      <Button danger onClick={() => setAsksReason(true)}>
        {t('answer.return')}
      </Button>
      <ConfirmButton
        type="primary"
        word={t('answer.accept')}
        question={t('answer.acceptQuestion')}
        isPending={decide.isPending}
        onConfirm={() => decide.mutate({ ...asked, decision: 'accept', reason: null })}
      />
      <ReasonDialog
        isRead
        open={asksReason}
        title={t('answer.returnTitle')}
        hint={t('answer.returnHint')}
        confirmWord={t('answer.return')}
        isPending={decide.isPending}
        problem={decide.error}
        onSubmit={(reason) => decide.mutate({ ...asked, decision: 'return', reason })}
        onClose={() => {
          setAsksReason(false);
          decide.reset();
        }}
      />
    </div>
  );
}
