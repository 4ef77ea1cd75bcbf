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
import { handOutPath, readList, withdrawList } from '../contract.ts';
import { EntryAnswers } from './EntryAnswers.tsx';
import { ListTag } from './StandingTag.tsx';
import './primary-entry.css';

/** How often a list at work is looked at, in milliseconds. */
const lookAgain = 2000;

const isBusy = ({ state, answers }: OutputOf<typeof readList>): boolean =>
  state === 'making' || answers.some((each) => each.state === 'applying');

/** One list: the file that goes out, the answers that come in, and what they say. */
export function ListPage() {
  const { t } = useTranslation('primary-entry');
  const { message } = App.useApp();
  const listId = usePathNumber('listId');
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAtWork, setAtWork] = useState(true);
  const read = useRead(readList, { listId }, { every: isAtWork ? lookAgain : false });
  const withdraw = useAct(withdrawList, { onDone: () => void message.success(t('list.withdrawn')) });
  const list = read.data;
  const refusalText = useRefusalTexts(list?.failure ? [list.failure.code] : []);
  const works = list === undefined || isBusy(list);
  useEffect(() => setAtWork(works), [works]);
  if (list === undefined) return <ReadState read={read} lines={8} />;
  const handOut = (reason: string) => {
    setSending(true);
    setProblem(null);
    downloadFile(handOutPath.replace(':listId', String(listId)), 'list.csv', { reason: reason.slice(0, 200) })
      .then(() => setAsking(false))
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setSending(false));
  };
  const standing = (only: 'accepted' | 'differs' | 'not-found' | 'waiting', tone: 'good' | 'bad' | 'plain') => ({
    ...{ key: only, word: t(`standings.${only}`), value: list.answered[only], tone },
    to: paths.primaryEntry({ only, year: list.year }),
  });
  return (
    <>
      <PageHeader
        title={<span className="figure">{list.number}</span>}
        back={{ to: paths.primaryEntryLists, word: t('lists.title') }}
        aside={<ListTag state={list.state} />}
        note={t('list.note', { name: list.madeBy, at: formatInstant(list.madeAt), reason: list.reason })}
        actions={
          list.may.make && (
            <>
              <ConfirmButton
                word={t('list.withdraw')}
                question={t('list.withdrawQuestion')}
                isPending={withdraw.isPending}
                onConfirm={() => withdraw.mutate({ listId })}
              />
              <Button type="primary" disabled={!list.hasFile} onClick={() => setAsking(true)}>
                {t('list.handOut')}
              </Button>
            </>
          )
        }
      />
      {withdraw.error !== null && <ErrorState problem={withdraw.error} small />}
      {list.state === 'making' && <NoticeLine tone="quiet">{t('list.making')}</NoticeLine>}
      {list.failure !== null && <NoticeLine>{refusalText(list.failure.code, list.failure.facts)}</NoticeLine>}
      {list.state === 'empty' && <NoticeLine tone="quiet">{t('list.nobody')}</NoticeLine>}
      {list.state === 'ready' && (
        <NoticeLine tone="quiet">
          {list.hasFile ? t('list.until', { at: formatInstant(list.fileUntil) }) : t('list.gone')}
        </NoticeLine>
      )}
      <Counts
        label={t('list.counts')}
        counts={[
          { key: 'children', word: t('columns.children'), value: list.children },
          standing('accepted', 'good'),
          standing('differs', 'bad'),
          standing('not-found', 'bad'),
          standing('waiting', 'plain'),
        ]}
      />
      <EntryAnswers list={list} onAdded={() => void read.refetch()} />
      <ReasonDialog
        open={isAsking}
        title={t('list.handOut')}
        hint={t('list.handOutHint')}
        suggestions={[t('list.handOutSuggestion')]}
        confirmWord={t('list.handOut')}
        isPending={isSending}
        problem={problem}
        onSubmit={handOut}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
