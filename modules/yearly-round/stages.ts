import type { ClassType } from '../classes/class-plan.ts';
import words from './reference/class-words.json' with { type: 'json' };
import type { RoundClass, RoundPlan, Target } from './round.ts';

/** Steps of a class on the way through the kindergarten; null: children of all ages sit in it. */
export const stageOf: Readonly<Record<ClassType, 0 | 1 | 2 | 3 | null>> = {
  '10': 0,
  '21': 1,
  '22': 2,
  '23': 3,
  '30': null,
  '40': 3,
};

const typeOfStage = ['10', '21', '22', '23'] as const satisfies readonly ClassType[];

/** Full years of age on a day (ISO dates). Who is born on the last day of February has a birthday on it. */
export const ageOn = (birthOn: string, on: string): number =>
  Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4)) - (on.slice(5) < birthOn.slice(5) ? 1 : 0);

/** The day by which ages count for the school year that begins in September. */
export const lastDayOfYearOf = (year: number): string => `${year}-08-31`;

/** The class of an age; from five on the last one. */
export const typeOfAge = (age: number): ClassType => typeOfStage[Math.min(3, Math.max(0, age - 2))] ?? '23';

/** The next class of a class: of all ages again, one step on, or none. */
export const nextTypeOf = (type: ClassType): ClassType | null => {
  const stage = stageOf[type];
  return stage === null ? type : (typeOfStage[stage + 1] ?? null);
};

/** A name for the next year's class: the word of its step put in, a name that is taken with its number behind. */
export const nextNameOf = (name: string, type: ClassType, taken: ReadonlySet<string>): string => {
  const stage = stageOf[type];
  const [word, next] = stage === null ? [] : [words.stages[stage], words.stages[stage + 1]];
  const wished = word && next ? name.replace(word, next) : name;
  let proposed = wished;
  for (let count = 2; taken.has(proposed); count += 1) proposed = `${wished}${count}`;
  return proposed;
};

/** The plan that an institution begins with: every class of the year before, one step on. */
export const firstPlan = (
  kind: 'promotion' | 'graduation' | 'intake',
  year: number,
  classes: readonly RoundClass[],
  on: string | null,
): RoundPlan => {
  const before = classes.filter((each) => each.schoolYear === year - 1);
  const late = classes.filter((each) => each.schoolYear < year && each.children > 0);
  const from = late.length === 0 ? before : late;
  if (kind === 'graduation')
    return {
      on,
      classes: from.flatMap((each) => ((stageOf[each.type] ?? 3) === 3 ? [{ classId: each.id, to: null }] : [])),
      targets: [],
      exceptions: [],
    };
  if (kind === 'intake') {
    const now = classes.filter((each) => each.schoolYear === year).map(({ name, type }) => ({ name, type }));
    const taken = new Set(now.map(({ name }) => name));
    // The classes into which children come: those of last year's pattern that nobody was promoted into.
    const pattern = before
      .filter((each) => (stageOf[each.type] ?? 3) <= 1 && !taken.has(each.name))
      .map(({ name, type }) => ({ name, type }));
    return { on: null, classes: [], targets: [...now, ...pattern], exceptions: [] };
  }
  const targets: Target[] = [];
  const taken = new Set<string>();
  const moves = from.map((each) => {
    const type = nextTypeOf(each.type);
    if (type === null) return { classId: each.id, to: null };
    const name = nextNameOf(each.name, each.type, taken);
    taken.add(name);
    targets.push({ name, type });
    return { classId: each.id, to: name };
  });
  return { on: null, classes: moves, targets, exceptions: [] };
};
