import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { ClassType } from '../../classes/class-plan.ts';
import type { startRound } from '../contract.ts';
import type { RoundPlan, Target } from '../round.ts';
import { nextTypeOf, stageOf } from '../stages.ts';

export type Start = OutputOf<typeof startRound>;
type SchoolClass = Start['classes'][number];

/** A line of the form: a class, whether it takes part, and where its children go; an empty name: by age. */
export type PlanRow = {
  readonly id: number;
  readonly name: string;
  readonly type: ClassType;
  readonly children: number;
  readonly isChosen: boolean;
  readonly to: string;
  readonly toType: ClassType | null;
};

/** Classes that may take part: of earlier years, with children in them. */
export const rowsOf = (kind: 'promotion' | 'graduation', start: Start, plan: RoundPlan): readonly PlanRow[] => {
  const toOf = new Map(plan.classes.map(({ classId, to }) => [classId, to]));
  return start.classes
    .filter((each: SchoolClass) => each.schoolYear < start.window.year && each.children > 0)
    .filter((each) => kind === 'promotion' || (stageOf[each.type] ?? 3) === 3)
    .map((each) => ({
      ...{ id: each.id, name: each.name, type: each.type, children: each.children },
      isChosen: toOf.has(each.id),
      to: toOf.get(each.id) ?? '',
      toType: nextTypeOf(each.type),
    }));
};

/** Classes of the plan to which no chosen class leads: made for exceptions, or for those placed by age. */
export const extrasOf = (plan: RoundPlan): readonly Target[] => {
  const led = new Set(plan.classes.map(({ to }) => to));
  return plan.targets.filter(({ name }) => !led.has(name));
};

/** The plan that the form says. What an earlier plan said of single children goes with it, where it still can. */
export const planOf = (
  rows: readonly PlanRow[],
  extras: readonly Target[],
  on: string | null,
  exceptions: RoundPlan['exceptions'],
) => {
  const chosen = rows.filter((row) => row.isChosen);
  const targets: Target[] = [];
  const add = (target: Target) => {
    if (!targets.some(({ name, type }) => name === target.name && type === target.type)) targets.push(target);
  };
  for (const row of chosen)
    if (row.to.trim() !== '' && row.toType !== null) add({ name: row.to.trim(), type: row.toType });
  for (const { name, type } of extras) if (name.trim() !== '') add({ name: name.trim(), type });
  return {
    on,
    classes: chosen.map((row) => ({ classId: row.id, to: row.to.trim() === '' ? null : row.to.trim() })),
    targets,
    exceptions: exceptions
      .filter(({ to }) => to === null || targets.some(({ name }) => name === to))
      .map((each) => ({ ...each })),
  };
};
