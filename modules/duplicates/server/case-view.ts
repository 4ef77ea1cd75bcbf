import type { DueDate } from '@xueqian/kernel/due-date.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { maskName } from '@xueqian/kernel/personal-name.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { numberOfPlain, sealKinds } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { arbiterOf, decideWhoDecides } from '../arbitration.ts';
import { undoUntil } from './arbitration-handlers.ts';
import { type AnswerRow, listAnswers, listMergers } from './arbitration-store.ts';
import { clocksOf } from './case-days.ts';
import { listDays } from './clock-store.ts';
import { type CaseRow, listSides, type SideRow } from './store.ts';

/** A side as this actor may see it: what is not in my scope is masked, and has no door. */
const sideView = (call: Call, row: SideRow, answer: AnswerRow | undefined, clock: Clock) => ({
  childId: row.mine ? row.childId : null,
  mine: row.mine,
  name: row.mine ? row.name : maskName(row.name),
  sex: row.sex,
  birthOn: row.birthOn,
  identityMasked: row.identitySealed
    ? maskIdentityNumber(numberOfPlain(call.services.sealer.open(sealKinds.identity, row.identitySealed)))
    : null,
  institutionName: row.institutionName,
  countyName: row.countyName,
  className: row.mine ? row.className : null,
  state: row.state,
  enteredBy: row.mine ? row.enteredBy : maskName(row.enteredBy),
  enteredAt: row.enteredAt.toISOString(),
  answer: answer
    ? {
        statement: row.mine || call.actor.level !== 'institution' ? answer.statement : null,
        answeredAt: answer.answeredAt.toISOString(),
      }
    : null,
  dueOn: clock.dueOn,
  daysLeft: clock.daysLeft,
});

type Clock = { readonly dueOn: DueDate; readonly daysLeft: number | null };

/** Cases as the actor sees them; `withPapers`: of one case its papers too. */
export const viewOf = async (call: Call, cases: readonly CaseRow[], withPapers: boolean) => {
  const { tx, actor, now } = call;
  const ids = cases.map((each) => each.id);
  const on = localDate(now);
  const [sides, answers, mergers] = [await listSides(tx, ids), await listAnswers(tx, ids), await listMergers(tx, ids)];
  const days = await listDays(tx, ids, on);
  const [only] = ids;
  const papers = withPapers && only !== undefined ? await listPapers(tx, 'duplicate-case', only) : [];
  const sideOf = (id: number, side: 'later' | 'earlier'): SideRow => {
    const found = sides.find((each) => each.caseId === id && each.side === side);
    if (!found) throw new Error(`case ${id} has no ${side} side`);
    return found;
  };
  const answerOf = (id: number, side: 'later' | 'earlier') =>
    answers.find((each) => each.caseId === id && each.side === side);
  return cases.map((each) => {
    const later = sideOf(each.id, 'later');
    const earlier = sideOf(each.id, 'earlier');
    const merger = mergers.find(({ caseId }) => caseId === each.id);
    const until = merger ? undoUntil(merger.mergedAt) : null;
    const arbiter = arbiterOf(each);
    const isOpen = each.state === 'open';
    const answering = isOpen && may('duplicates.answer', actor);
    const clocks = clocksOf(each, answers, days);
    // An office above the arbiter sees both sides as its own.
    const isAbove = actor.level !== 'institution' && later.mine && earlier.mine;
    const deciding = decideWhoDecides(actor.level, arbiter, clocks, on);
    const arbitrates = may('duplicates.arbitrate', actor) && isAbove;
    const decides = arbitrates && (deciding.accepted || deciding.refusal.code !== 'duplicates.not-yours-to-decide');
    const takesBack = arbitrates && actor.level === (each.decidedLevel ?? arbiter);
    // A file that is on its way to a number or has one is not the institution's to change.
    const inHand = ({ state }: SideRow): boolean => ['entered', 'returned', 'problem'].includes(state);
    const mine = answering && ((later.mine && inHand(later)) || (earlier.mine && inHand(earlier)));
    return {
      id: each.id,
      kind: each.kind,
      reasons: each.reasons,
      state: each.state,
      openedAt: each.openedAt.toISOString(),
      closedAt: each.closedAt?.toISOString() ?? null,
      outcome: each.outcome,
      later: sideView(call, later, answerOf(each.id, 'later'), clocks.sides[0]),
      earlier: sideView(call, earlier, answerOf(each.id, 'earlier'), clocks.sides[1]),
      arbiter,
      ...{ decisionDueOn: clocks.decisionDueOn, decisionDaysLeft: clocks.decisionDaysLeft },
      decidedLevel: each.decidedLevel,
      decision:
        each.decision && each.decidedAt
          ? { what: each.decision, reason: each.decisionReason ?? '', at: each.decidedAt.toISOString() }
          : null,
      papers: papers.map((paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
      letThroughReason: each.letThroughReason,
      undoUntil: until,
      may: {
        delete: mine,
        correct: mine,
        answer: answering && (later.mine || earlier.mine),
        decide: isOpen && arbitrates && deciding.accepted,
        awaitAnswers: isOpen && decides && !deciding.accepted,
        letThrough:
          isOpen &&
          each.kind === 'possible' &&
          each.letThroughReason === null &&
          later.mine &&
          may('duplicates.let-through', actor),
        undo: takesBack && until !== null && on <= until,
      },
    };
  });
};
