/**
 * What is counted of children with a number that are at an institution (numbered, suspended).
 *
 * - `single-away`, `both-away`: left-behind children (留守儿童, field T: 1 one parent away, 2 both).
 * - `migrant`: children of workers who moved to the city (随迁子女, field U).
 * - `beyond-county`, `-prefecture`, `-province`: their household registration (field O) lies outside the county, the
 *   prefecture, the province of their kindergarten; the wider ones are counted in the nearer ones too.
 * - `hmt`, `foreign`: of Hong Kong, Macao and Taiwan; of another nationality (field H).
 * - `suspended`: resting; `overdue`: resting beyond the day named; `unclassed`: not in a class.
 */
export const presentKinds = [
  'single-away',
  'both-away',
  'migrant',
  'beyond-county',
  'beyond-prefecture',
  'beyond-province',
  'hmt',
  'foreign',
  'suspended',
  'overdue',
  'unclassed',
] as const;
export type PresentKind = (typeof presentKinds)[number];

/** What a page shows together. */
export const presentGroups = {
  families: ['single-away', 'both-away', 'migrant'],
  households: ['beyond-county', 'beyond-prefecture', 'beyond-province', 'hmt', 'foreign'],
  absent: ['suspended', 'overdue', 'unclassed'],
} as const satisfies Record<string, readonly PresentKind[]>;

/**
 * How children with a number went from an institution in a period. `dropped-out` (流失): left for another place in the
 * country or was withdrawn, no institution has taken it in since, and it is not of school age yet; it is counted under its
 * way of leaving too. The others exclude each other.
 */
export const goneKinds = [
  'dropped-out',
  'moved-away',
  'withdrawn',
  'abroad',
  'left-other',
  'crossed-out',
  'cancelled',
  'transferred-out',
  'moved-out',
] as const;
export type GoneKind = (typeof goneKinds)[number];

/**
 * How children came to an institution in a period: new in the middle of a school year at four years
 * or more; by transfer; by transfer after having left;
 * from another province; back from a rest; along with an institution that changed.
 */
export const cameKinds = [
  'entered-late',
  'transferred-in',
  'taken-in-again',
  'crossed-in',
  'resumed',
  'moved-in',
] as const;
export type CameKind = (typeof cameKinds)[number];
export type MovedKind = GoneKind | CameKind;

export const movedKinds = [...goneKinds, ...cameKinds] as const;
export const isCame = (kind: MovedKind): kind is CameKind => (cameKinds as readonly string[]).includes(kind);

/** Kinds of a row of `flows.moves`. */
export const moveKinds = [
  'transferred',
  'moved',
  'left',
  'crossed-out',
  'crossed-in',
  'cancelled',
  'entered-late',
  'resumed',
] as const;
export type MoveKind = (typeof moveKinds)[number];
export type LeavingWay = 'moved-away' | 'withdrawn' | 'abroad' | 'other';

/** Moves of one kind, way and direction that were added up. */
export type Summed = {
  readonly kind: MoveKind;
  readonly way: LeavingWay | null;
  readonly afterLeaving: boolean;
};

/** As what a move counts where the child came from; null: it came from none. */
export const goneKindOf = ({ kind, way, afterLeaving }: Summed): Exclude<GoneKind, 'dropped-out'> | null => {
  if (kind === 'left') return way === null || way === 'other' ? 'left-other' : way;
  // Its leaving has been counted when it left.
  if (kind === 'transferred') return afterLeaving ? null : 'transferred-out';
  if (kind === 'moved') return 'moved-out';
  return kind === 'crossed-out' || kind === 'cancelled' ? kind : null;
};

/** As what a move counts where the child came to; null: it came to none. */
export const cameKindOf = ({ kind, afterLeaving }: Summed): CameKind | null => {
  if (kind === 'transferred') return afterLeaving ? 'taken-in-again' : 'transferred-in';
  if (kind === 'moved') return 'moved-in';
  return kind === 'crossed-in' || kind === 'entered-late' || kind === 'resumed' ? kind : null;
};
