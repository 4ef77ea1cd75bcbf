import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { ChildState } from '../children/child.ts';
import { isKeptUp } from '../children/rules.ts';
import { ageOn, lastDayOfYearOf } from '../yearly-round/stages.ts';
import type { PetitionKind } from './petition.ts';

/** Kinds of petitions about the time of school entry. */
export const isAboutEntry = (kind: PetitionKind): kind is 'deferral' | 'deferral-end' =>
  kind === 'deferral' || kind === 'deferral-end';

/** The calendar year in whose September children of school age enter primary school next, on a day (ISO). */
export const nextEntryYear = (today: string): number => {
  const year = Number(today.slice(0, 4));
  return today <= lastDayOfYearOf(year) ? year : year + 1;
};

export type DeferrableFile = {
  /** Null: the file is with another institution by now. */
  readonly state: ChildState | null;
  readonly birthOn: string;
  /** Years of entry for which a deferral is in force. */
  readonly deferredFor: readonly number[];
};

/** Who enters: six years old by the end of August. */
const isOfSchoolAge = ({ birthOn }: DeferrableFile, year: number): boolean =>
  ageOn(birthOn, lastDayOfYearOf(year)) >= 6;

const here = (file: DeferrableFile): Decision<null> => {
  if (file.state === null) return refuse('petitions.is-elsewhere');
  return isKeptUp(file.state) ? accept(null) : refuse('petitions.not-here-to-defer', { state: file.state });
};

/** May the child stay a year longer? Asked when it is applied for and again with the last word. */
export const decideDeferral = (file: DeferrableFile, year: number): Decision<null> => {
  const there = here(file);
  if (!there.accepted) return there;
  if (file.deferredFor.includes(year)) return refuse('petitions.deferred-already', { year });
  return isOfSchoolAge(file, year) ? accept(null) : refuse('petitions.not-of-school-age', { year });
};

/** May a deferral end before its time? Only one that is in force, of a child that is still here. */
export const decideDeferralEnd = (file: DeferrableFile, year: number): Decision<null> => {
  const there = here(file);
  if (!there.accepted) return there;
  return file.deferredFor.includes(year) ? accept(null) : refuse('petitions.not-deferred', { year });
};

/** The deferral that counts on a day: of the entry that comes next, or of the one that has just passed. */
export const deferralOn = (deferredFor: readonly number[], today: string): number | null => {
  const next = nextEntryYear(today);
  return [next, next - 1].find((year) => deferredFor.includes(year)) ?? null;
};
