import { describe, expect, it } from 'vitest';
import {
  type DeclarationAct,
  type DeclarationState,
  decideAct,
  decideDay,
  decideDeclaring,
  decidePapers,
  decideReturnTo,
  declarationActs,
  declarationStates,
} from './declaration.ts';
import { decideReach, decideTightening, handlings, keyOfName, nameOfKey, nationalKinds, tighten } from './kind.ts';
import en from './messages/en.json' with { type: 'json' };
import zh from './messages/zh-CN.json' with { type: 'json' };

const codeOf = (decision: { accepted: boolean } & Partial<{ refusal: { code: string } }>): string | null =>
  decision.accepted ? null : (decision.refusal?.code.replace('declarations.', '') ?? '');

describe('an act', () => {
  const allowed: Record<string, DeclarationState> = {
    'draft edit': 'draft',
    'draft submit': 'submitted',
    'draft withdraw': 'withdrawn',
    'returned edit': 'draft',
    'returned submit': 'submitted',
    'returned withdraw': 'withdrawn',
    'submitted confirm': 'confirmed',
    'submitted return': 'returned',
    'submitted withdraw': 'withdrawn',
    'confirmed return': 'returned',
    'confirmed withdraw': 'withdrawn',
  };
  const decided: Record<string, DeclarationState> = {
    'review accept': 'accepted',
    'review refuse': 'refused',
    'acknowledge acknowledge': 'acknowledged',
  };
  const cases = declarationStates.flatMap((state) =>
    declarationActs.flatMap((act) =>
      handlings.map((handling): [DeclarationState, DeclarationAct, (typeof handlings)[number]] => [
        state,
        act,
        handling,
      ]),
    ),
  );
  it.each(cases)('%s: %s (%s)', (state, act, handling) => {
    const decision = decideAct(state, handling, act, '理由');
    const after =
      allowed[`${state} ${act}`] ?? (state === 'confirmed' ? decided[`${handling} ${act}`] : undefined) ?? null;
    expect(decision.accepted ? decision.value : null).toBe(after);
  });
  it.each([
    ['confirmed', 'return', ' ', 'needs-reason'],
    ['confirmed', 'refuse', null, 'needs-reason'],
    ['submitted', 'return', null, 'needs-reason'],
    ['confirmed', 'acknowledge', null, 'is-reviewed'],
    ['accepted', 'accept', null, 'changed-meanwhile'],
  ] as const)('%s: %s says why not', (state, act, reason, code) =>
    expect(codeOf(decideAct(state, 'review', act, reason))).toBe(code),
  );
  it('what is only taken note of is not decided on', () =>
    expect(codeOf(decideAct('confirmed', 'acknowledge', 'accept', null))).toBe('is-acknowledged'));
});

it.each([
  ['2021-11-21', 'day-out-of-range'],
  ['2021-11-22', null],
  ['2026-11-22', null],
  ['2027-11-22', null],
  ['2027-11-23', 'day-out-of-range'],
])('the day %s: %s', (on, code) => expect(codeOf(decideDay(on, '2026-11-22'))).toBe(code));

it.each([
  ['10', 'operating', null],
  ['10', 'suspended', null],
  ['10', 'closed', 'institution-closed'],
  ['01', 'operating', 'has-its-own-way'],
  ['02', 'operating', 'has-its-own-way'],
  ['07', 'operating', 'has-its-own-way'],
  ['42', 'operating', 'kind-not-found'],
  [null, 'operating', null],
  [null, 'closed', 'institution-closed'],
] as const)('a kind %s of an institution that is %s: %s', (code, standing, refusal) =>
  expect(codeOf(decideDeclaring(code, standing))).toBe(refusal),
);

it('papers are asked for where the kind needs them', () => {
  expect(codeOf(decidePapers({ handling: 'review', needsPapers: true }, 0))).toBe('needs-papers');
  expect(codeOf(decidePapers({ handling: 'review', needsPapers: true }, 1))).toBeNull();
  expect(codeOf(decidePapers({ handling: 'review', needsPapers: false }, 0))).toBeNull();
});

it('nothing is returned to an institution that has ended, and everything else is finished', () => {
  expect(codeOf(decideReturnTo('closed', 'return'))).toBe('nobody-to-mend');
  expect(codeOf(decideReturnTo('closed', 'accept'))).toBeNull();
  expect(codeOf(decideReturnTo('operating', 'return'))).toBeNull();
});

describe('a kind', () => {
  const note = { handling: 'acknowledge', needsPapers: false } as const;
  const review = { handling: 'review', needsPapers: true } as const;
  it.each([
    [note, [], note],
    [note, [{ isReviewed: true, needsPapers: false }], { handling: 'review', needsPapers: false }],
    [
      note,
      [
        { isReviewed: false, needsPapers: true },
        { isReviewed: true, needsPapers: false },
      ],
      review,
    ],
    [review, [{ isReviewed: false, needsPapers: false }], review],
  ])('%j under %j asks for %j', (kind, tightenings, after) => expect(tighten(kind, tightenings)).toEqual(after));
  it.each([
    [note, { isReviewed: true, needsPapers: false }, null],
    [note, { isReviewed: false, needsPapers: true }, null],
    [note, { isReviewed: false, needsPapers: false }, null],
    [review, { isReviewed: true, needsPapers: true }, 'nothing-stricter'],
    [{ handling: 'review', needsPapers: false }, { isReviewed: true, needsPapers: false }, 'nothing-stricter'],
    [{ handling: 'review', needsPapers: false }, { isReviewed: true, needsPapers: true }, null],
  ] as const)('%j made stricter by %j: %s', (upper, own, code) =>
    expect(codeOf(decideTightening(upper, own))).toBe(code),
  );
  it('is named by its key and back', () => {
    for (const name of [
      { nationalCode: '08', kindId: null },
      { nationalCode: null, kindId: 17 },
    ])
      expect(nameOfKey(keyOfName(name))).toEqual(name);
  });
  it('of the national list says in both languages what is to be declared', () => {
    for (const { code } of nationalKinds.list) {
      expect(Object.keys(zh.nationalWhat)).toContain(code);
      expect(Object.keys(en.nationalWhat)).toContain(code);
    }
  });
  it('reaches no further than the office that lays it down', () => {
    const lineOf = (code: string) => (code === '410105001' ? ['410000', '410100', '410105', '410105001'] : [code]);
    expect(codeOf(decideReach('410105', ['410105', '410105001'], lineOf))).toBeNull();
    expect(codeOf(decideReach('410105', ['410102'], lineOf))).toBe('outside-jurisdiction');
  });
});
