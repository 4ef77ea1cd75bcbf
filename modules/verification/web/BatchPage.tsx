import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { Counts } from '@xueqian/ui/parts/Counts.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { handOutPath, readBatch, withdrawBatch } from '../contract.ts';
import { AnswerFiles } from './AnswerFiles.tsx';
import { BatchTag } from './BatchTag.tsx';
import './verification.css';

/** How often a batch at work is looked at, in milliseconds. */
const lookAgain = 2000;

const isBusy = ({ state, answers }: OutputOf<typeof readBatch>): boolean =>
  state === 'making' || answers.some((each) => each.state === 'checking' || each.state === 'applying');

/** One batch: the file that goes out, the answers that come in, and what they say. */
export function BatchPage() {
  const { t } = useTranslation('verification');
  const { message } = App.useApp();
  const batchId = usePathNumber('batchId');
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAtWork, setAtWork] = useState(true);
  const read = useRead(readBatch, { batchId }, { every: isAtWork ? lookAgain : false });
  const withdraw = useAct(withdrawBatch, { onDone: () => void message.success(t('batch.withdrawn')) });
  const batch = read.data;
  const refusalText = useRefusalTexts(batch?.failure ? [batch.failure.code] : []);
  const works = batch === undefined || isBusy(batch);
  useEffect(() => setAtWork(works), [works]);
  if (batch === undefined) return <ReadState read={read} lines={8} />;
  const handOut = (reason: string) => {
    setSending(true);
    setProblem(null);
    downloadFile(handOutPath.replace(':batchId', String(batchId)), 'batch.csv', { reason: reason.slice(0, 200) })
      .then(() => setAsking(false))
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  return (
    <>
      <PageHeader
        title={<span className="figure">{batch.number}</span>}
        back={{ to: paths.verificationBatches, word: t('batches.title') }}
        aside={<BatchTag state={batch.state} />}
        note={t('batch.note', { name: batch.madeBy, at: formatInstant(batch.madeAt), reason: batch.reason })}
        actions={
          batch.may.make && (
            <>
              <ConfirmButton
                word={t('batch.withdraw')}
                question={t('batch.withdrawQuestion')}
                isPending={withdraw.isPending}
                onConfirm={() => withdraw.mutate({ batchId })}
              />
              <Button type="primary" disabled={!batch.hasFile} onClick={() => setAsking(true)}>
                {t('batch.handOut')}
              </Button>
            </>
          )
        }
      />
      {withdraw.error !== null && <ErrorState problem={withdraw.error} small />}
      {batch.state === 'making' && <NoticeLine tone="quiet">{t('batch.making')}</NoticeLine>}
      {batch.failure !== null && <NoticeLine>{refusalText(batch.failure.code, batch.failure.facts)}</NoticeLine>}
      {batch.state === 'empty' && <NoticeLine tone="quiet">{t('batch.nobody')}</NoticeLine>}
      {batch.state === 'ready' && (
        <NoticeLine tone="quiet">
          {batch.hasFile ? t('batch.until', { at: formatInstant(batch.fileUntil) }) : t('batch.gone')}
        </NoticeLine>
      )}
      <Counts
        label={t('batch.counts')}
        counts={[
          { key: 'children', word: t('columns.children'), value: batch.children },
          { key: 'agrees', word: t('results.agrees'), value: batch.answered.agrees, tone: 'good' },
          { key: 'differs', word: t('results.differs'), value: batch.answered.differs, tone: 'bad' },
          { key: 'unknown', word: t('results.unknown'), value: batch.answered.unknown, tone: 'bad' },
          { key: 'missing', word: t('batch.missing'), value: batch.answered.missing },
        ]}
      />
      <AnswerFiles batchId={batchId} batch={batch} onAdded={() => void read.refetch()} />
      <ReasonDialog
        open={isAsking}
        title={t('batch.handOut')}
        hint={t('batch.handOutHint')}
        suggestions={[t('batch.handOutSuggestion')]}
        confirmWord={t('batch.handOut')}
        isPending={isSending}
        problem={problem}
        onSubmit={handOut}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
