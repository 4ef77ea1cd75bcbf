import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { CheckedFile } from '@xueqian/ui/parts/CheckedFile.tsx';
import { CheckedFiles } from '@xueqian/ui/parts/CheckedFiles.tsx';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';
import { answersPath, applyAnswers, type readList } from '../contract.ts';
import { AnswerTag } from './StandingTag.tsx';

type List = OutputOf<typeof readList>;
type Answers = List['answers'][number];
const told = ['read', 'accepted', 'differs', 'not-found', 'already', 'replaced', 'faulty'] as const;
/** Lines of a file that are shown with their fault. */
const shown = 50;

/** The files of answers to a list, newest first; a new one is looked through before anything changes. */
export function EntryAnswers({ list, onAdded }: { readonly list: List; readonly onAdded: () => void }) {
  const { t } = useTranslation('primary-entry');
  return (
    <CheckedFiles
      title={t('answers.title')}
      note={t('answers.note')}
      upload={
        list.may.takeIn
          ? { word: t('answers.upload'), to: answersPath.replace(':listId', String(list.id)), accept: '.csv,.xlsx' }
          : null
      }
      onAdded={onAdded}
      none={t('answers.none')}
    >
      {list.answers.map((answers) => (
        <AnswerFile key={answers.id} answers={answers} mayApply={list.may.takeIn} />
      ))}
    </CheckedFiles>
  );
}

function AnswerFile({ answers, mayApply }: { readonly answers: Answers; readonly mayApply: boolean }) {
  const { t } = useTranslation('primary-entry');
  const apply = useAct(applyAnswers);
  const { counts, failure } = answers;
  const refusalText = useRefusalTexts(failure === null ? [] : [failure.code]);
  const taken = counts.accepted + counts.differs + counts['not-found'] - counts.already;
  return (
    <CheckedFile
      name={answers.fileName}
      tag={<AnswerTag state={answers.state} />}
      by={t('answers.by', { name: answers.uploadedBy, at: formatInstant(answers.uploadedAt) })}
      failure={failure === null ? null : refusalText(failure.code, failure.facts)}
      counts={told.map((key) => ({ key, word: t(`counts.${key}`), value: counts[key] }))}
      faults={answers.faults
        .slice(0, shown)
        .map(({ row, fault }) => ({ row, text: t('answers.fault', { row, fault: t(`faults.${fault}`) }) }))}
      more={counts.faulty > shown ? t('answers.moreFaults', { count: counts.faulty }) : null}
    >
      {answers.state === 'checked' && mayApply && (
        <ConfirmButton
          type="primary"
          word={t('answers.apply')}
          question={t('answers.applyQuestion', { count: taken })}
          {...(counts.faulty > 0 ? { detail: t('answers.applyFaulty', { count: counts.faulty }) } : {})}
          isPending={apply.isPending}
          onConfirm={() => apply.mutate({ answerId: answers.id, expectFaulty: counts.faulty })}
        />
      )}
      {apply.error !== null && <ErrorState problem={apply.error} small />}
    </CheckedFile>
  );
}
