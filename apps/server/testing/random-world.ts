import fc from 'fast-check';
import type { PlaceKey, Reply, TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

const kinds = [
  ...['enter', 'enter', 'enter', 'register', 'register', 'register', 'edit', 'delete'],
  ...['ask', 'ask', 'offer', 'release', 'release', 'accept', 'accept', 'accept', 'refuse', 'withdraw'],
  ...['leave', 'take back', 'suspend', 'resume', 'apply', 'apply', 'verify', 'verify'],
  ...['recover', 'recover', 'confirm', 'confirm', 'decide', 'decide'],
  ...['die', 'settle', 'part again', 'round', 'undo round'],
  ...[
    'cross',
    'cross',
    'let go',
    'let go',
    'answer crossing',
    'answer crossing',
    'end crossing',
    'take file',
    'take file',
    'settle file',
  ],
  ...['list', 'primary answers', 'primary answers', 'take acceptance back', 'defer', 'end deferral'],
  ...['merge', 'reopen', 'carry out round', 'wait', 'wait'],
] as const;

/** One thing somebody does: who by `place` (now and then by `to`, whom it does not concern), to which record by `which`, as which child by `child`. */
export const lifeStep = fc.record({
  kind: fc.constantFrom(...(kinds as readonly string[])),
  place: fc.constantFrom<PlaceKey>('a', 'b', 'c', 'd'),
  to: fc.constantFrom<PlaceKey>('a', 'b', 'c', 'd'),
  which: fc.nat(40),
  child: fc.nat(9),
  astray: fc.nat(9).map((n) => n === 0),
});
export type LifeStep = typeof lifeStep extends fc.Arbitrary<infer T> ? T : never;

export type Row = Readonly<Record<string, never>> & { readonly id: number; readonly place: number };
/** Days to which the clock goes on: the rounds' months come round, and between them ordinary days; once it goes back. */
export const waits = [3, 20, 60, 100, 200, -1] as const;

export const dayAfter = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);

/** What a play knows of its ten children, four institutions and three counties. */
export const randomWorld = (app: TestApp) => {
  const keyOf = new Map(places.map(({ key }) => [app.institution(key), key]));
  const countyOf = (key: PlaceKey): string => places.find((each) => each.key === key)?.countyCode ?? '';
  const today = (): string => new Date(app.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const pick = async (sql: string, { which }: LifeStep): Promise<Row | undefined> => {
    const rows = await app.database.asOwner((tx) => tx.rows<Row>(sql));
    return rows[which % Math.max(1, rows.length)];
  };
  const child = (states: string, step: LifeStep) =>
    pick(
      `select id, institution_id as place, version from children.children where state in (${states}) and institution_id = ${app.institution(step.place)} order by id`,
      step,
    );
  const classOf = async (key: PlaceKey): Promise<number> =>
    (
      await app.database.asOwner((tx) =>
        tx.one<{ id: number }>('select coalesce(max(id), 0) as id from classes.classes where institution_id = $1', [
          app.institution(key),
        ]),
      )
    ).id;
  /** The institution that a record names, or another that has no business with it. */
  const placeOf = (row: Row, { astray, to }: LifeStep): PlaceKey => (astray ? to : (keyOf.get(row.place) ?? to));
  const nobody = { status: 200, text: '', body: {} } as unknown as Reply;
  return { app, keyOf, countyOf, today, pick, child, classOf, placeOf, nobody };
};

export type RandomWorld = ReturnType<typeof randomWorld>;
