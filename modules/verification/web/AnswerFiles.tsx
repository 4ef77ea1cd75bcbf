import type { OutputOf } from '@xueqian/kernel/route.ts';
import { uploadFile } from '@xueqian/ui/api.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
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
  const chooser = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = (file: File) => {
    setSending(true);
    setProblem(null);
    uploadFile(answersPath.replace(':batchId', String(batchId)), file)
      .then(onAdded)
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <section className="sheet verification-part">
      <h2>{t('answers.title')}</h2>
      <p className="soft">{t('answers.note')}</p>
      {batch.may.takeIn && (
        <p>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".csv"
            aria-label={t('answers.upload')}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) send(file);
            }}
          />
          <Button loading={isSending} onClick={() => chooser.current?.click()}>
            {t('answers.upload')}
          </Button>
        </p>
      )}
      {problem !== null && <ErrorState problem={problem} small />}
      {batch.answers.length === 0 && <p className="soft">{t('answers.none')}</p>}
      <ol className="verification-answers">
        {batch.answers.map((answers) => (
          <AnswerFile key={answers.id} answers={answers} mayApply={batch.may.takeIn} />
        ))}
      </ol>
    </section>
  );
}

function AnswerFile({ answers, mayApply }: { readonly answers: Answers; readonly mayApply: boolean }) {
  const { t } = useTranslation('verification');
  const apply = useAct(applyAnswers);
  const { counts, failure } = answers;
  const refusalText = useRefusalTexts(failure === null ? [] : [failure.code]);
  return (
    <li>
      <p>
        <strong>{answers.fileName}</strong> <AnswerTag state={answers.state} />{' '}
        <span className="soft figure">
          {t('answers.by', { name: answers.uploadedBy, at: formatInstant(answers.uploadedAt) })}
        </span>
      </p>
      {failure !== null && <NoticeLine tone="bad">{refusalText(failure.code, failure.facts)}</NoticeLine>}
      {counts !== null && (
        <dl className="verification-counts">
          {told.map((key) => (
            <div key={key}>
              <dt>{t(`counts.${key}`)}</dt>
              <dd className="figure">{formatNumber(counts[key])}</dd>
            </div>
          ))}
        </dl>
      )}
      {answers.faults.length > 0 && (
        <ul className="verification-faults">
          {answers.faults.slice(0, shown).map(({ row, fault }) => (
            <li key={row}>{t('answers.fault', { row, fault: t(`faults.${fault}`) })}</li>
          ))}
        </ul>
      )}
      {(counts?.faulty ?? 0) > shown && <p className="soft">{t('answers.moreFaults', { n: counts?.faulty })}</p>}
      {answers.state === 'checked' && mayApply && counts !== null && (
        <ConfirmButton
          type="primary"
          word={t('answers.apply')}
          question={t('answers.applyQuestion', { n: counts.agrees + counts.differs + counts.unknown })}
          {...(counts.faulty > 0 ? { detail: t('answers.applyFaulty', { n: counts.faulty }) } : {})}
          isPending={apply.isPending}
          onConfirm={() => apply.mutate({ answerId: answers.id, expectFaulty: counts.faulty })}
        />
      )}
      {apply.error !== null && <ErrorState problem={apply.error} small />}
    </li>
  );
}
