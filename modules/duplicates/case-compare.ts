export const caseKinds = ['101', '102', 'possible'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Fields of a side in the order in which they are compared. */
export const comparedFields = [
  'identityMasked',
  'name',
  'sex',
  'birthOn',
  'institutionName',
  'countyName',
  'className',
  'state',
  'enteredBy',
  'enteredAt',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** What has to agree for a case of this kind: the fields that cause it. */
const causes = {
  '101': ['identityMasked'],
  '102': ['name', 'sex', 'birthOn'],
  possible: ['name'],
} as const satisfies Record<CaseKind, readonly ComparedField[]>;

export const causesOf = (kind: CaseKind): readonly ComparedField[] => causes[kind];

type Side = Readonly<Record<ComparedField, string | null>>;

/** Signs that stand for what is not shown. */
const hidden: ReadonlySet<string> = new Set(['*', '\uff0a']);

/** A name shown in part agrees with a whole one when what is shown agrees. */
const agree = (one: string | null, other: string | null): boolean => {
  if (one === other) return true;
  if (one === null || other === null || one.length !== other.length) return false;
  return [...one].every((character, at) => {
    const counterpart = other[at] ?? '';
    return character === counterpart || hidden.has(character) || hidden.has(counterpart);
  });
};

/** Line by line whether both sides agree, as far as can be seen. */
export const compareSides = (
  later: Side,
  earlier: Side,
): readonly { readonly field: ComparedField; readonly same: boolean }[] =>
  comparedFields.map((field) => ({ field, same: agree(later[field], earlier[field]) }));
