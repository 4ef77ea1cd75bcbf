import { formatDate } from '@xueqian/ui/format.ts';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useTranslation } from 'react-i18next';
import type { ChildState } from '../child.ts';
import type { ChildFile } from './ChildFacts.tsx';

const steps = ['entered', 'principal', 'town', 'county', 'numbered'] as const;
type Step = (typeof steps)[number];
type Look = 'done' | 'now' | 'wrong' | 'ahead';

const allDone = { entered: 'done', principal: 'done', town: 'done', county: 'done', numbered: 'done' } as const;

/** How each step looks in each state of the registration. */
const looks = {
  entered: { entered: 'done', principal: 'now', town: 'ahead', county: 'ahead', numbered: 'ahead' },
  returned: { entered: 'wrong', principal: 'ahead', town: 'ahead', county: 'ahead', numbered: 'ahead' },
  confirmed: { entered: 'done', principal: 'done', town: 'done', county: 'now', numbered: 'ahead' },
  problem: { entered: 'done', principal: 'done', town: 'done', county: 'done', numbered: 'wrong' },
  numbered: { entered: 'done', principal: 'done', town: 'done', county: 'done', numbered: 'done' },
  deleted: { entered: 'ahead', principal: 'ahead', town: 'ahead', county: 'ahead', numbered: 'ahead' },
  suspended: allDone,
  left: allDone,
  graduated: allDone,
  'in-primary': allDone,
  cancelled: allDone,
  merged: { entered: 'done', principal: 'ahead', town: 'ahead', county: 'ahead', numbered: 'ahead' },
} as const satisfies Record<ChildState, Record<Step, Look>>;

/** Recorded actions that end a step. */
const enders: Readonly<Record<Step, readonly string[]>> = {
  entered: ['entered', 'imported', 'edited'],
  principal: ['confirmed'],
  town: ['first-reviewed', 'first-review-taken-over'],
  county: ['approved', 'numbered'],
  numbered: ['numbered', 'approved'],
};

/** Where the registration stands on its way to a number. */
export function RegistrationFlow({ file }: { readonly file: ChildFile }) {
  const { t } = useTranslation('children');
  const { state } = file.child;
  const atTown = file.child.next === 'town';
  const lookOf = (step: Step): Look => {
    if (!atTown) return looks[state][step];
    return step === 'town' ? 'now' : step === 'county' ? 'ahead' : looks[state][step];
  };
  const lastOf = (step: Step) => file.actions.findLast((action) => enders[step].includes(action.action));
  // Most counties ask no first review: the step is shown where one was asked of this child.
  const shown = steps.filter((step) => step !== 'town' || atTown || lastOf('town') !== undefined);
  return (
    <ol className="flow">
      {shown.map((step, at) => {
        const look = lookOf(step);
        const done = look === 'done' ? lastOf(step) : undefined;
        const note =
          look === 'now'
            ? t('pages.child.flowNow')
            : look === 'wrong'
              ? t(state === 'problem' ? 'pages.child.flowProblem' : 'pages.child.flowReturned')
              : done === undefined
                ? ''
                : done.personName;
        return (
          <li key={step} className={`flow-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
            <span className="flow-dot">
              {look === 'done' ? <SmallIcon name="check" /> : look === 'wrong' ? <SmallIcon name="alert" /> : at + 1}
            </span>
            <span className="flow-word">{t(`pages.child.flow.${step}`)}</span>
            <span className="flow-note">
              {note} {done !== undefined && <time dateTime={done.at}>{formatDate(done.at)}</time>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
