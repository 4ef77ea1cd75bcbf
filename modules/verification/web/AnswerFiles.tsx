import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { CheckedFile } from '@xueqian/ui/parts/CheckedFile.tsx';
import { CheckedFiles } from '@xueqian/ui/parts/CheckedFiles.tsx';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';
import { answersPath, applyAnswers, type readBatch } from '../contract.ts';
import { AnswerTag } from './BatchTag.tsx';

type Batch = OutputOf<typeof readBatch>;
type Answers = Batch['answers'][number];
const told = ['read', 'agrees', 'differs', 'unknown', 'already', 'replaced', 'faulty', 'missing'] as const;
/** Lines of a file that are shown with their fault. */
const shown = 20;

/** The files of answers to a batch, newest first; a new one is looked through before anything changes. */
export function AnswerFiles({
  batchId,
  batch,
  onAdded,
}: {
  readonly batchId: number;
  readonly batch: Batch;
  readonly onAdded: () => void;
}) {
  const { t } = useTranslation('verification');
  return (
    <CheckedFiles
      title={t('answers.title')}
      note={t('answers.note')}
      upload={
        batch.may.takeIn
          ? { word: t('answers.upload'), to: answersPath.replace(':batchId', String(batchId)), accept: '.csv' }
          : null
      }
      onAdded={onAdded}
      none={t('answers.none')}
    >
      {batch.answers.map((answers) => (
        <AnswerFile key={answers.id} answers={answers} mayApply={batch.may.takeIn} />
      ))}
    </CheckedFiles>
  );
}

function AnswerFile({ answers, mayApply }: { readonly answers: Answers; readonly mayApply: boolean }) {
  const { t } = useTranslation('verification');
  const apply = useAct(applyAnswers);
  const { counts, failure } = answers;
  const refusalText = useRefusalTexts(failure === null ? [] : [failure.code]);
  return (
    <CheckedFile
      name={answers.fileName}
      tag={<AnswerTag state={answers.state} />}
      by={t('answers.by', { name: answers.uploadedBy, at: formatInstant(answers.uploadedAt) })}
      failure={failure === null ? null : refusalText(failure.code, failure.facts)}
      counts={counts === null ? [] : told.map((key) => ({ key, word: t(`counts.${key}`), value: counts[key] }))}
      faults={answers.faults
        .slice(0, shown)
        .map(({ row, fault }) => ({ row, text: t('answers.fault', { row, fault: t(`faults.${fault}`) }) }))}
      more={(counts?.faulty ?? 0) > shown ? t('answers.moreFaults', { count: counts?.faulty ?? 0 }) : null}
    >
      {answers.state === 'checked' && mayApply && counts !== null && (
        <ConfirmButton
          type="primary"
          word={t('answers.apply')}
          question={t('answers.applyQuestion', { count: counts.agrees + counts.differs + counts.unknown })}
          {...(counts.faulty > 0 ? { detail: t('answers.applyFaulty', { count: counts.faulty }) } : {})}
          isPending={apply.isPending}
          onConfirm={() => apply.mutate({ answerId: answers.id, expectFaulty: counts.faulty })}
        />
      )}
      {apply.error !== null && <ErrorState problem={apply.error} small />}
    </CheckedFile>
  );
}
