import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { type DueDate, isKnownDay } from '@xueqian/kernel/due-date.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import { z } from 'zod';
import national from './reference/inspection-checklist.json' with { type: 'json' };

/** planned 待检查 · draft 检查中 · handed-over 待园长知悉 · closed 已办结 · dropped 已取消 */
export const inspectionStates = ['planned', 'draft', 'handed-over', 'closed', 'dropped'] as const;
export type InspectionState = (typeof inspectionStates)[number];

/** What is said of an item: it is met, partly, not at all, or it was not looked at. */
export const choices = ['met', 'partly', 'unmet', 'not-looked'] as const;
export type Choice = (typeof choices)[number];

/** One thing to be looked at; `isHeavy`: a finding weighs on safety, the law or the truth of the file. */
export const checklistItem = z.object({
  code: z.string().regex(/^[1-9]\d{2}$/),
  words: z.string().trim().min(2).max(300),
  article: z.string().trim().max(200),
  isHeavy: z.boolean(),
});
export type ChecklistItem = z.infer<typeof checklistItem>;

export const answerShape = z.object({
  code: z.string().max(3),
  choice: z.enum(choices),
  note: z.string().trim().max(500),
});
export type Answer = z.infer<typeof answerShape>;

/** The list where no department has laid down its own. */
export const nationalChecklist: readonly ChecklistItem[] = z.array(checklistItem).parse(national.items);

/** Items of a checklist bear each its own code. */
export const decideChecklist = (items: readonly ChecklistItem[]): Decision<null> => {
  const twice = items.find((item, at) => items.findIndex(({ code }) => code === item.code) !== at);
  return twice ? refuse('supervision.checklist-code-twice', { code: twice.code }) : accept(null);
};

export type Finding = { readonly item: ChecklistItem; readonly choice: 'partly' | 'unmet'; readonly note: string };

/** What was found: the items that are met in part or not at all. */
export const findingsOf = (items: readonly ChecklistItem[], answers: readonly Answer[]): Finding[] =>
  items.flatMap((item) => {
    const answer = answers.find(({ code }) => code === item.code);
    return answer && (answer.choice === 'partly' || answer.choice === 'unmet')
      ? [{ item, choice: answer.choice, note: answer.note }]
      : [];
  });

type Record = {
  readonly state: InspectionState;
  readonly items: readonly ChecklistItem[];
  readonly answers: readonly Answer[];
  readonly inspectors: string;
  readonly inspectedOn: string | null;
};

/** Whether a record can still be written, by whoever saw its newest revision. */
export const decideSave = (
  record: Pick<Record, 'state' | 'items'> & { readonly revision: number },
  revision: number,
  answers: readonly Answer[],
): Decision<null> => {
  if ((record.state !== 'planned' && record.state !== 'draft') || record.revision !== revision)
    return refuse('supervision.inspection-changed-meanwhile');
  const known = new Set(record.items.map(({ code }) => code));
  const stray = answers.find(
    ({ code }, at) => !known.has(code) || answers.findIndex((each) => each.code === code) !== at,
  );
  return stray ? refuse('supervision.inspection-answer-of-no-item', { code: stray.code }) : accept(null);
};

/**
 * Whether a record may be handed over to the institution: every item has a word, a finding says what was seen, somebody
 * was there, on a day that is not ahead. Gives the numbers that are kept with it.
 */
export const decideHandOver = (record: Record, on: string): Decision<{ found: number; heavy: number }> => {
  if (record.state !== 'draft') return refuse('supervision.inspection-changed-meanwhile');
  if (record.inspectors.trim().length < 2 || record.inspectedOn === null)
    return refuse('supervision.inspection-needs-inspectors-and-day');
  if (record.inspectedOn > on) return refuse('supervision.inspection-day-ahead');
  const open = record.items.filter(({ code }) => !record.answers.some((answer) => answer.code === code));
  if (open.length > 0) return refuse('supervision.inspection-items-open', { count: open.length });
  if (record.answers.every(({ choice }) => choice === 'not-looked'))
    return refuse('supervision.inspection-saw-nothing');
  const findings = findingsOf(record.items, record.answers);
  const silent = findings.find(({ note }) => note.trim().length < 2);
  if (silent) return refuse('supervision.inspection-finding-needs-note', { code: silent.item.code });
  return accept({ found: findings.length, heavy: findings.filter(({ item }) => item.isHeavy).length });
};

/** The principal knows of a record once it was handed over; an objection says more than a letter. */
export const decideKnow = (state: InspectionState, objection: string | null): Decision<null> => {
  if (state !== 'handed-over') return refuse('supervision.inspection-changed-meanwhile');
  return objection !== null && objection.trim().length < 2
    ? refuse('supervision.inspection-objection-too-short')
    : accept(null);
};

/** Working days for the principal's signature where the department says nothing else. No document lays them down. */
export const knowWithinDays = 5;

/** What was not handed over yet can be dropped, and says why. */
export const decideDrop = (state: InspectionState, reason: string): Decision<null> => {
  if (state !== 'planned' && state !== 'draft') return refuse('supervision.inspection-changed-meanwhile');
  return !isSaid(reason) ? refuse('supervision.inspection-needs-reason') : accept(null);
};

/**
 * Nobody is deemed to know by the passing of time: when the principal's days are over, the department writes down how the
 * record was given and closes it. Without a clock (records handed over before there was one) it may at once.
 */
export const decideCloseUnsigned = (
  state: InspectionState,
  dueOn: DueDate,
  on: string,
  how: string,
): Decision<null> => {
  if (state !== 'handed-over') return refuse('supervision.inspection-changed-meanwhile');
  if (dueOn !== null && (!isKnownDay(dueOn) || on <= dueOn))
    return refuse('supervision.inspection-still-to-be-signed', { until: isKnownDay(dueOn) ? dueOn : '—' });
  return !isSaid(how) ? refuse('supervision.inspection-needs-reason') : accept(null);
};

/** Only what is closed is corrected, once: the next correction is of the correction. */
export const decideCorrection = (state: InspectionState, isCorrected: boolean): Decision<null> =>
  state === 'closed' && !isCorrected ? accept(null) : refuse('supervision.inspection-changed-meanwhile');

/** Days of a plan: in order, and not all of them over. */
export const decidePlan = (fromOn: string, untilOn: string, on: string): Decision<null> =>
  fromOn <= untilOn && untilOn >= on ? accept(null) : refuse('supervision.inspection-plan-days');
