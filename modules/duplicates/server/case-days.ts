import type { Heard } from '../arbitration.ts';
import type { AnswerRow } from './arbitration-store.ts';
import type { CaseDay } from './clock-store.ts';
import type { CaseRow } from './store.ts';

/** What is known of one clock; a clock that is not set yet runs without a day. */
const dayOf = (days: readonly CaseDay[], caseId: number, kind: CaseDay['kind'], institutionId: number | null) => {
  const day = days.find(
    (each) =>
      each.caseId === caseId && each.kind === kind && (institutionId === null || each.institutionId === institutionId),
  );
  return { dueOn: day?.dueOn ?? null, daysLeft: day?.daysLeft ?? null };
};

type SideClock = Heard & { readonly daysLeft: number | null };

/** The clocks of a case: of the later and the earlier side, and of the arbiter. `answers`: those that the actor sees. */
export const clocksOf = (one: CaseRow, answers: readonly AnswerRow[], days: readonly CaseDay[]) => {
  const sideOf = (side: 'later' | 'earlier', institutionId: number): SideClock => ({
    answered: answers.some((answer) => answer.caseId === one.id && answer.side === side),
    ...dayOf(days, one.id, 'case-answer', institutionId),
  });
  const decision = dayOf(days, one.id, 'case-decision', null);
  return {
    sides: [sideOf('later', one.laterInstitutionId), sideOf('earlier', one.earlierInstitutionId)] as const,
    decisionDueOn: decision.dueOn,
    decisionDaysLeft: decision.daysLeft,
  };
};
