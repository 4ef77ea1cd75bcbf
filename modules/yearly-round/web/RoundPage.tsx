import { formatInstant } from '@xueqian/ui/format.ts';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readRound } from '../contract.ts';
import { RoundActs } from './RoundActs.tsx';
import { RoundChildren } from './RoundChildren.tsx';
import { RoundCounts } from './RoundCounts.tsx';
import { RoundTag } from './RoundTag.tsx';
import { WindowLine } from './WindowLine.tsx';
import './yearly-round.css';

/** How often the page asks whether a round that runs is done, in milliseconds. */
const askEvery = 1000;

/** One round: what it would do or did, who stays and why, and what I may do about it. */
export function RoundPage() {
  const { t } = useTranslation('yearly-round');
  const roundId = usePathNumber('roundId');
  const [isRunning, setRunning] = useState(false);
  const read = useRead(readRound, { roundId }, { keep: true, every: isRunning && askEvery });
  const view = read.data;
  const textOf = useRefusalTexts(view?.failure ? [view.failure.code] : []);
  if (view !== undefined && isRunning !== (view.state === 'running')) setRunning(view.state === 'running');
  const back = { to: paths.yearlyRounds(), word: t('title') };
  if (view === undefined) return <PendingPage title={t('title')} back={back} read={read} lines={8} />;
  return (
    <>
      <PageHeader
        title={t(`titleOf.${view.kind}`, { year: view.year })}
        back={back}
        aside={<RoundTag state={view.state} />}
        note={t('by', {
          institution: view.institutionName,
          person: view.proposedBy,
          at: formatInstant(view.proposedAt),
        })}
      />
      {view.state === 'proposed' && <WindowLine kind={view.kind} window={view.window} />}
      {view.state === 'running' && (
        <NoticeLine tone="quiet" icon="clock" role="status">
          {t('running')}
        </NoticeLine>
      )}
      {view.failure !== null && (
        <NoticeLine tone="bad">{textOf(view.failure.code, view.failure.facts as Record<string, string>)}</NoticeLine>
      )}
      {view.confirmedAt !== null && view.state === 'done' && (
        <NoticeLine tone="quiet" icon="check">
          {t('confirmed', { person: view.confirmedBy, at: formatInstant(view.confirmedAt) })}
        </NoticeLine>
      )}
      {view.undoneAt !== null && (
        <NoticeLine tone="warn" icon="back">
          {t('undone', { person: view.undoneBy, at: formatInstant(view.undoneAt) })}
          <span className="round-said">{t('undoReason', { reason: view.undoReason })}</span>
        </NoticeLine>
      )}
      <RoundCounts view={view} />
      <RoundActs view={view} />
      <RoundChildren view={view} />
    </>
  );
}
