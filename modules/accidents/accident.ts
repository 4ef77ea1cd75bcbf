import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { isPresent } from '../children/life.ts';
import { isKeptUp } from '../children/rules.ts';

/** What happened: drowning 溺水 · traffic 交通事故 · food-poisoning 食物中毒 · infectious-disease 传染病 · other 其他. */
export const accidentKinds = ['drowning', 'traffic', 'food-poisoning', 'infectious-disease', 'other'] as const;
export type AccidentKind = (typeof accidentKinds)[number];

/** How grave: slight 轻微 · grave 重大 · fatal 身故. */
export const accidentDegrees = ['slight', 'grave', 'fatal'] as const;
export type AccidentDegree = (typeof accidentDegrees)[number];

/** The period of the pack runs for grave and fatal accidents (specification of 2014, article 27(4)). */
export const isReportedInTime: Readonly<Record<AccidentDegree, boolean>> = { slight: false, grave: true, fatal: true };

export type Victim = { readonly state: ChildState; readonly admittedOn: string };

/** May the accident be recorded? Of a child that is here, on a day that has come; a fatal one ends a file with a number. */
export const decideAccident = (
  child: Victim,
  { happenedOn, degree }: { readonly happenedOn: string; readonly degree: AccidentDegree },
  today: string,
): Decision<null> => {
  if (!isPresent[child.state]) return refuse('accidents.not-here', { state: child.state });
  if (degree === 'fatal' && !isKeptUp(child.state)) return refuse('accidents.no-number', { state: child.state });
  if (happenedOn > today) return refuse('accidents.in-the-future', { today });
  if (happenedOn < child.admittedOn) return refuse('accidents.before-admission', { admittedOn: child.admittedOn });
  return accept(null);
};
