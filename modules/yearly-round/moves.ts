import { isKeptUp } from '../children/rules.ts';
import { type ClassType, limitOf } from '../classes/class-plan.ts';
import {
  type Move,
  type MoveWay,
  type RoundChild,
  type RoundClass,
  type RoundKind,
  type RoundPlan,
  type StayCode,
  stayCodes,
  type Target,
} from './round.ts';
import { ageOn, lastDayOfYearOf, typeOfAge } from './stages.ts';

const inTheWay = (child: RoundChild): StayCode | null => {
  if (child.state === 'suspended') return 'suspended';
  if (child.state === 'problem') return 'duplicate-open';
  if (!isKeptUp(child.state)) return 'no-number';
  if (child.obstacle === null) return null;
  return stayCodes.find((code) => code === child.obstacle) ?? 'under-way';
};

type Fills = Map<string, number>;

/** The class of an age with the fewest children, else one of all ages. */
const emptiest = (type: ClassType, targets: readonly Target[], fills: Fills): string | null => {
  const of = (wanted: ClassType) =>
    targets
      .filter((target) => target.type === wanted)
      .reduce<string | null>(
        (best, { name }) => (best === null || (fills.get(name) ?? 0) < (fills.get(best) ?? 0) ? name : best),
        null,
      );
  return of(type) ?? (type === '23' ? of('40') : null) ?? of('30');
};

/**
 * Where each child of the selection goes, or why it stays: one answer for each, and the same answers in whatever order
 * the children come. Those placed by age are shared out evenly, boys and girls each.
 */
export const planMoves = (
  kind: RoundKind,
  year: number,
  plan: RoundPlan,
  classes: readonly RoundClass[],
  children: readonly RoundChild[],
): readonly Move[] => {
  const typeOf = new Map(classes.map(({ id, type }) => [id, type]));
  const toOf = new Map(plan.classes.map(({ classId, to }) => [classId, to]));
  const exceptions = new Map(plan.exceptions.map((exception) => [exception.childId, exception]));
  const fills: Fills = new Map(
    plan.targets.map(({ name }) => [
      name,
      classes.find((each) => each.schoolYear === year && each.name === name)?.children ?? 0,
    ]),
  );
  const moves = new Map<number, Move>();
  const byAge: RoundChild[] = [];
  const put = (childId: number, how: MoveWay, to: string | null, reason: string | null = null): void => {
    if (to !== null) fills.set(to, (fills.get(to) ?? 0) + 1);
    moves.set(childId, { childId, how, to, stayCode: null, reason });
  };
  const stay = (childId: number, stayCode: StayCode, reason: string | null = null): void => {
    moves.set(childId, { childId, how: 'stays', to: null, stayCode, reason });
  };
  const endOfYear = lastDayOfYearOf(year);
  for (const child of children) {
    const held = inTheWay(child);
    const exception = exceptions.get(child.id);
    const type = child.classId === null ? null : (typeOf.get(child.classId) ?? null);
    if (held !== null) stay(child.id, held);
    else if (exception?.how === 'stays') stay(child.id, 'exception', exception.reason);
    else if (exception) put(child.id, exception.how, exception.to, exception.reason);
    else if (kind === 'intake') byAge.push(child);
    else if (kind === 'graduation') {
      if (child.isDeferred) stay(child.id, 'deferred');
      else if (type === '30' && ageOn(child.birthOn, endOfYear) < 6) stay(child.id, 'not-of-age');
      else put(child.id, 'graduated', null);
    } else {
      const to = child.classId === null ? null : (toOf.get(child.classId) ?? null);
      const isOfSchoolAge = ageOn(child.birthOn, endOfYear) >= 6;
      if (to !== null && (child.isDeferred || !(type === '30' && isOfSchoolAge))) put(child.id, 'promoted', to);
      else if (child.isDeferred) stay(child.id, 'deferred');
      else if (type !== '30') stay(child.id, 'final-class');
      else if (isOfSchoolAge) stay(child.id, 'school-age');
      else byAge.push(child);
    }
  }
  byAge.sort(
    (one, other) => one.sex.localeCompare(other.sex) || one.birthOn.localeCompare(other.birthOn) || one.id - other.id,
  );
  for (const child of byAge) {
    const to = emptiest(typeOfAge(ageOn(child.birthOn, endOfYear)), plan.targets, fills);
    if (to === null) stay(child.id, 'no-class-of-age');
    else put(child.id, kind === 'intake' ? 'placed' : 'promoted', to);
  }
  return children.map(({ id }) => moves.get(id) as Move);
};

export type TargetFill = Target & {
  /** Children that sat there before. */
  readonly before: number;
  readonly boys: number;
  readonly girls: number;
  readonly limit: number | null;
  /** Children above the limit. */
  readonly excess: number;
};

/** How full the classes of the plan become. */
export const fillsOf = (
  year: number,
  plan: RoundPlan,
  classes: readonly RoundClass[],
  children: readonly Pick<RoundChild, 'id' | 'sex'>[],
  moves: readonly Move[],
): readonly TargetFill[] => {
  const sexOf = new Map(children.map(({ id, sex }) => [id, sex]));
  return plan.targets.map(({ name, type }) => {
    const there = classes.find((each) => each.schoolYear === year && each.name === name);
    const coming = moves.filter((move) => move.to === name);
    const girls = coming.filter((move) => sexOf.get(move.childId) === '2').length;
    const before = there?.children ?? 0;
    const limit = limitOf({ type, capacity: there?.capacity ?? null });
    const excess = limit === null ? 0 : Math.max(0, before + coming.length - limit);
    return { name, type, before, boys: coming.length - girls, girls, limit, excess };
  });
};
