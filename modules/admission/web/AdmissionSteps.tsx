import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useTranslation } from 'react-i18next';
import type { AdmissionAct } from '../application.ts';
import type { readApplication } from '../contract.ts';
import { waitsFor } from '../rules.ts';

export type ApplicationView = OutputOf<typeof readApplication>;

const stages = ['submit', 'receive', 'approve', 'code', 'hand-over', 'notify'] as const;
type Stage = (typeof stages)[number];

/** Whose step it is, in words of the way that the application goes. */
const whoOf = (stage: Stage, { handledBy, nature }: ApplicationView): string => {
  if (stage === 'submit' || stage === 'hand-over') return `who.${stage}`;
  if (handledBy === 'one-office') return stage === 'code' ? 'who.clerk' : 'who.reviewer';
  if (stage === 'receive' || stage === 'code') return 'who.planning';
  return nature === '1' ? 'who.preschool' : 'who.vocational';
};

/** The picture of the steps: done by whom and when, whose turn it is and until when. */
export function AdmissionSteps({ view }: { readonly view: ApplicationView }) {
  const { t } = useTranslation('admission');
  const shown = stages.filter((stage) => stage !== 'receive' || view.handledBy === 'offices-by-nature');
  const waiting: AdmissionAct | null = waitsFor[view.state];
  const now = view.state === 'notified' ? shown.length : shown.indexOf(waiting as Stage);
  return (
    <section className="sheet admission-steps" aria-labelledby="admission-steps-title">
      <h2 id="admission-steps-title">{t('steps.title')}</h2>
      <ol>
        {shown.map((stage, at) => {
          const done = at < now ? view.steps.findLast((step) => step.act === stage) : undefined;
          const isNow = at === now;
          return (
            <li key={stage} className={done ? 'done' : isNow ? 'now' : ''} aria-current={isNow ? 'step' : undefined}>
              <span className="admission-step-mark">{done ? <SmallIcon name="check" /> : at + 1}</span>
              <strong>{t(stage === 'approve' && !done ? 'steps.review' : `acts.${stage}`)}</strong>
              {done ? (
                <>
                  <span>{done.personName}</span>
                  <small>{done.officeName}</small>
                  <small className="figure">{formatInstant(done.at)}</small>
                </>
              ) : (
                <small>{t(whoOf(stage, view))}</small>
              )}
              {isNow && view.dueOn !== null && <DueDate dueOn={view.dueOn} daysLeft={view.daysLeft} />}
            </li>
          );
        })}
      </ol>
      {view.state !== 'notified' && view.state !== 'withdrawn' && now >= 0 && (
        <p className="admission-next">{t('steps.next', { who: t(whoOf(shown[now] as Stage, view)) })}</p>
      )}
    </section>
  );
}

/** Everything that was done, the newest first, with the reasons. */
export function AdmissionHistory({ view }: { readonly view: ApplicationView }) {
  const { t } = useTranslation('admission');
  return (
    <section className="sheet admission-history">
      <h2>{t('steps.history')}</h2>
      <ul>
        {view.steps.toReversed().map((step) => (
          <li key={`${step.at} ${step.act}`}>
            <span className="figure">{formatInstant(step.at)}</span>
            <strong>{t(`acts.${step.act}`)}</strong>
            <span>
              {step.personName} · {step.officeName}
            </span>
            {step.note !== null && <em>{step.note}</em>}
          </li>
        ))}
      </ul>
    </section>
  );
}
