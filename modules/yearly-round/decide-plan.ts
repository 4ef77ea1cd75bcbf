import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { isSaid } from '@xueqian/kernel/said.ts';
import type { ClassType } from '../classes/class-plan.ts';
import type { Exception, RoundChild, RoundClass, RoundKind, RoundPlan, Target } from './round.ts';
import { stageOf } from './stages.ts';

const names = (targets: readonly Target[]): ReadonlyMap<string, ClassType> =>
  new Map(targets.map(({ name, type }) => [name, type]));

const exceptionFits = (exception: Exception, from: ClassType | null, to: ClassType | null): boolean => {
  if (exception.how === 'stays') return exception.to === null && isSaid(exception.reason);
  if (to === null) return false;
  const stage = from === null ? null : stageOf[from];
  const next = stageOf[to];
  // Where either side is of all ages there are no steps to count.
  const steps = stage === null || next === null ? null : next - stage;
  if (exception.how === 'other-class') return from === null || steps === null || steps === 1;
  if (!isSaid(exception.reason)) return false;
  if (exception.how === 'repeats') return steps === null || steps === 0;
  return steps === null || steps === 2;
};

/** Does the plan hold together? Asked when it is drawn up; children that went since are no fault of it. */
export const decidePlan = (
  kind: RoundKind,
  year: number,
  plan: RoundPlan,
  classes: readonly RoundClass[],
  children: readonly Pick<RoundChild, 'id' | 'classId'>[],
): Decision<null> => {
  const known = new Map(classes.map((each) => [each.id, each]));
  const targets = names(plan.targets);
  if (targets.size < plan.targets.length) return refuse('yearly-round.class-named-twice');
  for (const { name, type } of plan.targets) {
    const there = classes.find((each) => each.schoolYear === year && each.name === name);
    if (there && there.type !== type) return refuse('yearly-round.class-is-of-another-kind', { name });
  }
  const chosen = new Set(plan.classes.map(({ classId }) => classId));
  if (chosen.size < plan.classes.length) return refuse('yearly-round.class-chosen-twice');
  if (kind !== 'intake' && chosen.size === 0) return refuse('yearly-round.no-class-chosen');
  if (kind === 'intake' && (chosen.size > 0 || targets.size === 0)) return refuse('yearly-round.intake-needs-classes');
  if (kind === 'graduation' && (plan.on === null || targets.size > 0))
    return refuse('yearly-round.graduation-has-a-day');
  if (kind !== 'graduation' && plan.on !== null) return refuse('yearly-round.only-graduation-has-a-day');
  for (const { classId, to } of plan.classes) {
    const from = known.get(classId);
    if (!from) return refuse('classes.not-found');
    if (from.schoolYear >= year) return refuse('yearly-round.class-is-of-this-year', { name: from.name });
    const stage = stageOf[from.type];
    if (kind === 'graduation') {
      if (to !== null) return refuse('yearly-round.class-not-planned', { name: to });
      if (stage !== null && stage < 3) return refuse('yearly-round.class-does-not-graduate', { name: from.name });
      continue;
    }
    // Without a class to go to: the last class, and a class of all ages whose children go by age.
    if (to === null) {
      if (stage !== null && stage < 3) return refuse('yearly-round.class-without-next', { name: from.name });
      continue;
    }
    const type = targets.get(to);
    if (type === undefined) return refuse('yearly-round.class-not-planned', { name: to });
    const next = stageOf[type];
    if (stage !== null && next !== null && next !== stage + 1)
      return refuse('yearly-round.class-is-not-the-next', { name: from.name, to });
  }
  const classOf = new Map(children.map(({ id, classId }) => [id, classId]));
  const said = new Set<number>();
  for (const exception of plan.exceptions) {
    if (said.has(exception.childId)) return refuse('yearly-round.exception-twice');
    said.add(exception.childId);
    const at = classOf.get(exception.childId);
    if (at === undefined) return refuse('yearly-round.exception-of-nobody');
    const from = at === null ? null : (known.get(at) ?? null);
    const to = exception.to === null ? null : targets.get(exception.to);
    if (to === undefined) return refuse('yearly-round.class-not-planned', { name: exception.to });
    if (kind === 'graduation' && exception.how !== 'stays') return refuse('yearly-round.graduation-knows-staying-only');
    if (kind === 'intake' && (exception.how === 'repeats' || exception.how === 'skips'))
      return refuse('yearly-round.intake-knows-no-steps');
    if (!exceptionFits(exception, kind === 'intake' ? null : (from?.type ?? null), to))
      return refuse('yearly-round.exception-unfit', { how: exception.how });
  }
  return accept(null);
};
