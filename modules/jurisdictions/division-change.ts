/** Dated changes of the tree of divisions as data, and what each means for the register; pure. */
import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { addCalendarDays } from '@xueqian/kernel/iso-date.ts';
import { type Division, type DivisionLevel, type DivisionRegister, isValidOn } from './divisions.ts';

export const changeKinds = ['rename', 'move', 'merge', 'split', 'abolish', 'found'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A division that begins with the change, and who goes into it: whole towns, and institutions by their ids. */
export type NewDivision = {
  /** Six digits, or twelve characters for towns and self-defined divisions. */
  readonly code: string;
  readonly name: string;
  readonly kind: Division['kind'];
  readonly level: DivisionLevel;
  readonly parentCode: string;
  readonly towns: readonly string[];
  readonly institutionIds: readonly number[];
};

export type DivisionChange =
  | { readonly kind: 'rename'; readonly code: string; readonly name: string; readonly newCode: string | null }
  | { readonly kind: 'move'; readonly code: string; readonly parentCode: string; readonly newCode: string | null }
  | { readonly kind: 'merge'; readonly codes: readonly string[]; readonly into: string }
  | { readonly kind: 'split'; readonly code: string; readonly part: NewDivision }
  | { readonly kind: 'abolish'; readonly code: string }
  | { readonly kind: 'found'; readonly part: NewDivision };

/** What a change does to the register from its day on. */
export type TreePlan = {
  readonly on: string;
  /** Periods that end on the day. */
  readonly ended: readonly Division[];
  /** Periods that begin on the day. */
  readonly begun: readonly Division[];
  /** Where the records of a code that ends go: old code to new code. */
  readonly heirs: ReadonlyMap<string, string>;
};

const rank: Readonly<Record<DivisionLevel, number>> = { province: 0, prefecture: 1, county: 2, town: 3 };

const shapeOf = (level: DivisionLevel, kind: Division['kind']): RegExp =>
  level === 'town' || kind === 'town' || kind === 'self-defined' ? /^[0-9A-Z]{12}$/ : /^[0-9]{6}$/;

/** Codes that a change names and that must exist on its day. */
export const codesOf = (change: DivisionChange): readonly string[] => {
  switch (change.kind) {
    case 'merge':
      return [...change.codes, change.into];
    case 'move':
      return [change.code, change.parentCode];
    case 'split':
      return [change.code, change.part.parentCode, ...change.part.towns];
    case 'found':
      return [change.part.parentCode, ...change.part.towns];
    case 'rename':
    case 'abolish':
      return [change.code];
  }
};

/**
 * Whether an office may carry out a change: everything the change touches lies below its own division, and what gets
 * new parts is its own division or lies below it. The ministry's scope is 000000.
 */
export const mayChangeTree = (scope: string, change: DivisionChange, register: DivisionRegister, on: string) => {
  if (scope === '000000') return true;
  const parents = new Set(
    change.kind === 'move' ? [change.parentCode] : 'part' in change ? [change.part.parentCode] : [],
  );
  return codesOf(change).every((code) => {
    const line = register.lineOf(code, on).map((division) => division.code);
    return line.includes(scope) && (code !== scope || parents.has(code));
  });
};

type Refusal = Extract<Decision<never>, { accepted: false }>;

/** Builds the plan of one change; a second step for one code takes up what the first began. */
class Planner {
  readonly ended: Division[] = [];
  readonly begun: Division[] = [];
  readonly heirs = new Map<string, string>();
  readonly register: DivisionRegister;
  readonly on: string;

  constructor(register: DivisionRegister, on: string) {
    this.register = register;
    this.on = on;
  }

  end(division: Division, heir: string | null): void {
    this.ended.push(division);
    if (heir !== null) this.heirs.set(division.code, heir);
  }

  become(division: Division, changed: Partial<Division>): void {
    this.ended.push(division);
    this.begun.push({ ...division, ...changed, validFrom: this.on, validTo: null });
  }

  /** Parts of a division that gets another code, or that is merged, lie below the heir from then on. */
  passPartsOn(from: string, to: string): void {
    for (const part of this.register.childrenOf(from, this.on)) this.become(part, { parentCode: to });
  }

  plan(): TreePlan {
    return { on: this.on, ended: this.ended, begun: this.begun, heirs: this.heirs };
  }
}

const refuseParent = (child: Pick<Division, 'level' | 'code'>, parent: Division | null): Refusal | null =>
  parent === null
    ? refuse('jurisdictions.division-unknown', { code: child.code })
    : rank[parent.level] >= rank[child.level]
      ? refuse('jurisdictions.parent-unfit', { name: parent.name })
      : null;

const refuseCode = (
  register: DivisionRegister,
  code: string,
  level: DivisionLevel,
  kind: Division['kind'],
  on: string,
): Refusal | null => {
  if (!shapeOf(level, kind).test(code)) return refuse('jurisdictions.code-malformed', { code });
  // A code is never given twice, but a division that comes back gets the code it had.
  const taken = register.periodsOf(code).find((period) => period.validTo === null || period.validTo > on);
  return taken ? refuse('jurisdictions.code-taken', { code, name: taken.name }) : null;
};

/** What stands against a change of codes on a day: unknown or ended ones, and changes that came later. */
const refuseDay = (register: DivisionRegister, codes: readonly string[], on: string): Refusal | null => {
  for (const code of codes) {
    const found = register.find(code, on);
    if (!found) return refuse('jurisdictions.division-unknown', { code });
    if (found.validTo !== null) return refuse('jurisdictions.changed-later', { name: found.name, day: found.validTo });
  }
  return null;
};

const recode = (planner: Planner, division: Division, changed: Partial<Division>, newCode: string | null): void => {
  if (newCode === null || newCode === division.code) {
    planner.become(division, changed);
    return;
  }
  planner.end(division, newCode);
  planner.begun.push({ ...division, ...changed, code: newCode, validFrom: planner.on, validTo: null });
  planner.passPartsOn(division.code, newCode);
};

const foundPart = (planner: Planner, part: NewDivision): Refusal | null => {
  const { register, on } = planner;
  const wrong =
    refuseParent(part, register.find(part.parentCode, on)) ??
    refuseCode(register, part.code, part.level, part.kind, on);
  if (wrong) return wrong;
  const { code, name, kind, level, parentCode } = part;
  planner.begun.push({ code, name, kind, level, parentCode, validFrom: on, validTo: null });
  for (const townCode of new Set(part.towns)) {
    const town = register.find(townCode, on);
    if (town?.level !== 'town') return refuse('jurisdictions.not-a-town', { code: townCode });
    if (part.level === 'town') return refuse('jurisdictions.parent-unfit', { name: part.name });
    planner.become(town, { parentCode: part.code });
  }
  return null;
};

const planMerge = (planner: Planner, change: Extract<DivisionChange, { kind: 'merge' }>): Refusal | null => {
  const { register, on } = planner;
  const into = register.find(change.into, on) as Division;
  const codes = [...new Set(change.codes)];
  if (codes.length === 0 || codes.includes(change.into)) return refuse('jurisdictions.merge-into-itself');
  for (const code of codes) {
    const division = register.find(code, on) as Division;
    if (division.level !== into.level)
      return refuse('jurisdictions.levels-differ', { one: division.name, other: into.name });
    planner.end(division, into.code);
    planner.passPartsOn(code, into.code);
  }
  return null;
};

/** What a change does on a day, or why it cannot be. Institutions are not known here: see `placeAfter`. */
export const planChange = (register: DivisionRegister, change: DivisionChange, on: string): Decision<TreePlan> => {
  const planner = new Planner(register, on);
  const unfit = refuseDay(register, codesOf(change), on);
  if (unfit) return unfit;
  const division = 'code' in change ? (register.find(change.code, on) as Division) : null;
  let refused: Refusal | null = null;
  switch (change.kind) {
    case 'rename':
    case 'move': {
      const own = division as Division;
      const wanted = change.kind === 'rename' ? { name: change.name } : { parentCode: change.parentCode };
      const { newCode } = change;
      const recodes = newCode !== null && newCode !== own.code;
      if (recodes) refused = refuseCode(register, newCode, own.level, own.kind, on);
      if (change.kind === 'move') refused ??= refuseParent(own, register.find(change.parentCode, on));
      const same = change.kind === 'rename' ? own.name === change.name : own.parentCode === change.parentCode;
      if (same && !recodes) refused ??= refuse('jurisdictions.nothing-changes', { name: own.name });
      if (!refused) recode(planner, own, wanted, newCode);
      break;
    }
    case 'merge':
      refused = planMerge(planner, change);
      break;
    case 'split': {
      const own = division as Division;
      const fits = change.part.level === own.level && change.part.parentCode === own.parentCode;
      refused = fits ? foundPart(planner, change.part) : refuse('jurisdictions.split-elsewhere', { name: own.name });
      break;
    }
    case 'found':
      refused = foundPart(planner, change.part);
      break;
    case 'abolish': {
      const parts = register.childrenOf(change.code, on);
      const [part] = parts.filter((each) => each.level !== 'town');
      if (part) refused = refuse('jurisdictions.has-parts', { name: part.name });
      for (const each of [division as Division, ...parts]) planner.end(each, null);
      break;
    }
  }
  return refused ?? accept(planner.plan());
};

const sameContent = (one: Division, other: Division): boolean =>
  one.name === other.name &&
  one.level === other.level &&
  one.kind === other.kind &&
  one.parentCode === other.parentCode;

/**
 * The periods of the register after a plan. A period that began on the very day is replaced, and one that ended on the
 * day goes on when it comes back unchanged: a change and its opposite on one day leave no trace.
 */
export const divisionsAfter = (divisions: readonly Division[], plan: TreePlan): Division[] => {
  const { on } = plan;
  const endedCodes = new Set(plan.ended.map((division) => division.code));
  const after = divisions.flatMap((division) => {
    if (!endedCodes.has(division.code) || !isValidOn(division, on)) return [division];
    return division.validFrom === on ? [] : [{ ...division, validTo: on }];
  });
  for (const begun of plan.begun) {
    const before = after.findIndex(
      (division) => division.code === begun.code && division.validTo === on && sameContent(division, begun),
    );
    if (before >= 0) after[before] = { ...(after[before] as Division), validTo: null };
    else after.push(begun);
  }
  return after;
};

/** The day before: the last on which the old tree was true. */
export const lastDayBefore = (on: string): string => addCalendarDays(on, -1);
