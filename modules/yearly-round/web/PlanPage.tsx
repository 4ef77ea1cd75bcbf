import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { proposeRound, startRound } from '../contract.ts';
import { roundKinds } from '../round.ts';
import { PlanForm } from './PlanForm.tsx';
import { WindowLine } from './WindowLine.tsx';
import './yearly-round.css';

/** Draws a plan up: begins with every class one step on. */
export function PlanPage() {
  const { t } = useTranslation('yearly-round');
  const go = useGo();
  const { institutionId } = useSession();
  const { query } = useAddress();
  const kind = roundKinds.find((each) => each === query['kind']) ?? 'promotion';
  const read = useRead(
    startRound,
    { institutionId: institutionId ?? 0, kind },
    { enabled: institutionId !== null, holds: Number.POSITIVE_INFINITY },
  );
  const propose = useAct(proposeRound, { onDone: ({ roundId }) => go(paths.yearlyRound(roundId)) });
  const start = read.data;
  const back = { to: paths.yearlyRounds(), word: t('title') };
  if (start === undefined || institutionId === null)
    return <PendingPage title={t(`begin.${kind}`)} back={back} read={read} lines={8} />;
  return (
    <>
      <PageHeader title={t(`titleOf.${kind}`, { year: start.window.year })} back={back} note={t(`form.note.${kind}`)} />
      <WindowLine kind={kind} window={start.window} />
      {start.openRoundId === null ? (
        <PlanForm
          key={kind}
          kind={kind}
          start={start}
          plan={start.plan}
          word={t('form.propose')}
          isPending={propose.isPending}
          problem={propose.error}
          onSend={(plan) => propose.mutate({ institutionId, kind, plan })}
        />
      ) : (
        <div className="sheet">
          <EmptyState
            title={t('form.openAlready')}
            hint={t('form.openAlreadyHint')}
            action={<GoLink to={paths.yearlyRound(start.openRoundId)}>{t('form.toOpen')}</GoLink>}
          />
        </div>
      )}
    </>
  );
}
