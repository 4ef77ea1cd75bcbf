import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { schoolYearOf } from '@xueqian/kernel/school-year.ts';
import { halfYearOf } from '../institutions/section.ts';
import { type Design, type Field, fieldsOf } from './design.ts';

/** draft 草稿 · open 填报中 · closed 已结束 */
export const formStates = ['draft', 'open', 'closed'] as const;
export type FormState = (typeof formStates)[number];

/** Asked once, or again in each month, half-year or school year. */
export const cycles = ['once', 'month', 'term', 'year'] as const;
export type Cycle = (typeof cycles)[number];

export const withinUnits = ['days', 'working-days'] as const;

/** What becomes of answers that are under way when a new version comes: they may stay with theirs, or move over first. */
export const openAnswerRules = ['may-stay', 'must-move'] as const;
export type OpenAnswerRule = (typeof openAnswerRules)[number];

/** The period of a cycle that a day lies in: '' once, `2026-11`, `2026-autumn`, `2026`; a school year begins in September. */
export const periodOf = (cycle: Cycle, on: string): string => {
  if (cycle === 'once') return '';
  if (cycle === 'month') return on.slice(0, 7);
  return cycle === 'term' ? halfYearOf(on) : String(schoolYearOf(on).startYear);
};

const hasChoices = ({ kind }: Field): boolean => kind === 'choice' || kind === 'choices';

const fieldFault = (each: Field, earlier: readonly Field[]): string | null => {
  if (hasChoices(each) && new Set(each.options).size < 2) return 'forms.choice-needs-options';
  if (hasChoices(each) && new Set(each.options).size !== each.options.length) return 'forms.option-twice';
  if (each.min !== null && each.max !== null && each.min > each.max) return 'forms.bounds-crossed';
  if (each.shownIf === null) return null;
  const { field, is } = each.shownIf;
  const asked = earlier.find(({ key }) => key === field);
  const answers = asked?.kind === 'choice' ? asked.options : asked?.kind === 'yes-no' ? ['yes', 'no'] : [];
  return answers.includes(is) ? null : 'forms.condition-not-earlier';
};

/** Whether a design can be published: fields there are, each of them whole, conditions on earlier fields, checks on numbers. */
export const decideDesign = (design: Design): Decision<null> => {
  const fields = fieldsOf(design);
  if (fields.length === 0) return refuse('forms.no-fields');
  const twice = fields.find(({ label }, at) => fields.findIndex((each) => each.label === label) !== at);
  if (twice) return refuse('forms.label-twice', { label: twice.label });
  if (new Set(fields.map(({ key }) => key)).size !== fields.length) return refuse('forms.key-twice');
  for (const [at, each] of fields.entries()) {
    const fault = fieldFault(each, fields.slice(0, at));
    if (fault !== null) return refuse(fault, { label: each.label });
  }
  const numbers = new Set(fields.filter(({ kind }) => kind === 'number').map(({ key }) => key));
  const named = design.checks.flatMap((each) =>
    each.kind === 'sum' ? [...each.parts, each.total] : [each.field, each.than],
  );
  return named.every((key) => numbers.has(key)) ? accept(null) : refuse('forms.check-needs-numbers');
};

/** A form that is over takes no version any more; one of another office is not mine to publish (the store sees to that). */
export const decidePublish = (state: FormState, isChanged: boolean): Decision<null> => {
  if (state === 'closed') return refuse('forms.closed');
  return isChanged ? accept(null) : refuse('forms.nothing-new');
};

/** Institutions are asked only in divisions that lie in the maker's own; `lineOf` gives a division and all that it lies in. */
export const decideReach = (
  own: string,
  divisions: readonly string[],
  lineOf: (code: string) => readonly string[],
): Decision<null> => {
  const outside = divisions.find((code) => code !== own && !lineOf(code).includes(own));
  return outside === undefined ? accept(null) : refuse('forms.outside-jurisdiction', { division: outside });
};
