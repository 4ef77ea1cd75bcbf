import { formFields } from './form-fields.ts';

/** An action of a file as it is on record, oldest first. */
export type HistoryAction = {
  readonly id: number;
  readonly action: string;
  /** ISO instant. */
  readonly at: string;
  readonly personName: string;
  readonly officeName: string;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>> | null;
};

type Value = string | boolean | null;

/** The values of a file from one change to the next; `until`: ISO instant of the change that ended them, null: they are so still. */
export type HistoryVersion = {
  readonly values: Readonly<Record<string, Value>>;
  /** What may be shown of the values: numbers masked. */
  readonly shown: Readonly<Record<string, Value>>;
  readonly until: string | null;
};

export type Difference = { readonly column: string; readonly before: Value; readonly after: Value };

/** What the page needs beside the fields of the form to say what changed. */
export const placeColumns = ['number', 'institution', 'className'] as const;

const compared = [
  ...formFields.map(({ column }) => column).filter((column) => column !== 'classCode'),
  ...placeColumns,
] as readonly string[];

const isSame = (one: Value | undefined, other: Value | undefined): boolean =>
  (one === '' ? null : (one ?? null)) === (other === '' ? null : (other ?? null));

/** What is different in the later of two versions, in the order of the form. */
export const differencesBetween = (before: HistoryVersion, after: HistoryVersion): Difference[] =>
  compared
    .filter((column) => !isSame(before.values[column], after.values[column]))
    .map((column) => ({
      column,
      before: before.shown[column] ?? null,
      after: after.shown[column] ?? null,
    }));

/** The record behind an action, where its papers lie. */
export type RecordOfAction = { readonly kind: 'transfer' | 'keyChange' | 'petition'; readonly id: number };

const records = { transfer: 'transfer', application: 'keyChange', petition: 'petition' } as const;

const recordOf = (facts: HistoryAction['facts']): RecordOfAction | null => {
  for (const [fact, kind] of Object.entries(records)) {
    const id = facts?.[fact];
    if (typeof id === 'number') return { kind, id };
  }
  return null;
};

/** The facts that the sentence of an action names: [fact on record, name in the sentence]. */
const told: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  moved: [
    ['from', 'from'],
    ['to', 'to'],
  ],
  transferred: [
    ['from', 'from'],
    ['toName', 'to'],
  ],
  'transfer-asked': [
    ['from', 'from'],
    ['toName', 'to'],
  ],
  'transfer-released': [
    ['from', 'from'],
    ['toName', 'to'],
  ],
  promoted: [
    ['from', 'from'],
    ['class', 'to'],
  ],
  'class-changed': [['class', 'to']],
  graduated: [['on', 'on']],
  left: [
    ['on', 'on'],
    ['way', 'way'],
    ['destination', 'destination'],
  ],
  deferred: [['year', 'year']],
  'in-primary': [
    ['on', 'on'],
    ['school', 'school'],
  ],
  suspended: [
    ['from', 'from'],
    ['until', 'until'],
  ],
  resumed: [['on', 'on']],
  cancelled: [['on', 'on']],
  restored: [['state', 'state']],
  undone: [['state', 'state']],
  unmerged: [['state', 'state']],
  'case-decided': [['decision', 'decision']],
};

/** Facts that a sentence says where they are known, and goes without where not. */
const notAlwaysKnown: ReadonlySet<string> = new Set(['destination']);

/** What the sentence of an action names; null where a fact was not put on record: then the bare word of the action is said. */
export const factsTold = (
  { action, facts }: Pick<HistoryAction, 'action' | 'facts'>,
  institutionName: (id: number) => string | undefined,
): Readonly<Record<string, string>> | null => {
  const words: Record<string, string> = {};
  const wanted = told[action];
  if (wanted === undefined) return null;
  for (const [fact, name] of wanted) {
    const value = facts?.[fact];
    const named = action === 'moved' && typeof value === 'number' ? institutionName(value) : value;
    const word = typeof named === 'number' ? String(named) : named;
    if (typeof word === 'string' && word !== '') words[name] = word;
    else if (!notAlwaysKnown.has(fact)) return null;
  }
  return words;
};

export type HistoryEntry = Omit<HistoryAction, 'facts'> & {
  readonly told: Readonly<Record<string, string>> | null;
  readonly record: RecordOfAction | null;
  readonly changes: Difference[];
};

/**
 * The story of a file: every action, oldest first, with what it changed. The instant of a change is that of its action;
 * of several actions at one instant the last one that is on record takes the differences. Where a clock had gone back,
 * the change stands with the last action before it, so that none is lost.
 */
export const chronicle = (
  actions: readonly HistoryAction[],
  versions: readonly HistoryVersion[],
  institutionName: (id: number) => string | undefined,
): HistoryEntry[] => {
  const changes = new Map<number, Difference[]>();
  versions.forEach((version, index) => {
    const next = versions[index + 1];
    if (next === undefined || version.until === null) return;
    const { until } = version;
    const owner = actions.findLast(({ at }) => at === until) ?? actions.findLast(({ at }) => at <= until) ?? actions[0];
    if (owner === undefined) return;
    changes.set(owner.id, [...(changes.get(owner.id) ?? []), ...differencesBetween(version, next)]);
  });
  return actions.map(({ facts, ...action }) => ({
    ...action,
    told: factsTold({ action: action.action, facts }, institutionName),
    record: recordOf(facts),
    changes: changes.get(action.id) ?? [],
  }));
};

/** The institutions that the facts of the actions name by their number. */
export const institutionsNamed = (actions: readonly HistoryAction[]): number[] => [
  ...new Set(
    actions
      .filter(({ action }) => action === 'moved')
      .flatMap(({ facts }) => [facts?.['from'], facts?.['to']].filter((value) => typeof value === 'number')),
  ),
];
