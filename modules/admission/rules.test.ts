import type { Actor } from '@xueqian/kernel/actor.ts';
import { describe, expect, test } from 'vitest';
import {
  type AdmissionAct,
  type ApplicationState,
  admissionActs,
  applicationStates,
  type FormDraft,
  formFields,
  neededScans,
  unfinishedFields,
} from './application.ts';
import { decideCode } from './institution-code.ts';
import { daysLeft, decideAct, hasBothAccounts, isMine, nextState, stepDueOn, waitsFor } from './rules.ts';

type Asker = Pick<Actor, 'accountId' | 'level' | 'role' | 'duties'>;
const county = (role: Actor['role'], duties: Actor['duties'] = null, accountId = 7): Asker => ({
  ...{ level: 'county', role, duties, accountId },
});
const clerk = county('ordinary', null, 1);
const reviewer = county('review', null, 2);
const keeper = county('system-administrator', null, 3);
const planning = county('ordinary', ['admission.take-in', 'admission.receive', 'admission.assign-code'], 4);
const preschool = county('review', ['admission.review-public'], 5);
const vocational = county('review', ['admission.review-private'], 6);

const at = (state: ApplicationState, nature = '1') =>
  ({ state, handledBy: 'offices-by-nature', revision: 3, nature, submittedBy: 1 }) as const;
const codeOf = (decision: ReturnType<typeof decideAct>) =>
  decision.accepted ? decision.value : decision.refusal.code.replace('admission.', '');

describe('the way of an application', () => {
  // What may happen, written down from annex 1; whatever is not here must be refused.
  const way: readonly (readonly [ApplicationState, AdmissionAct, ApplicationState])[] = [
    ['draft', 'enter', 'draft'],
    ['draft', 'submit', 'submitted'],
    ['draft', 'withdraw', 'withdrawn'],
    ['submitted', 'receive', 'received'],
    ['submitted', 'return', 'returned'],
    ['submitted', 'withdraw', 'withdrawn'],
    ['received', 'approve', 'approved'],
    ['received', 'return', 'returned'],
    ['received', 'withdraw', 'withdrawn'],
    ['approved', 'code', 'coded'],
    ['approved', 'return', 'returned'],
    ['approved', 'withdraw', 'withdrawn'],
    ['coded', 'hand-over', 'opened'],
    ['opened', 'notify', 'notified'],
    ['returned', 'enter', 'returned'],
    ['returned', 'submit', 'submitted'],
    ['returned', 'withdraw', 'withdrawn'],
  ];

  test('leads from each state by each act where annex 1 says, and nowhere else', () => {
    for (const state of applicationStates)
      for (const act of admissionActs)
        expect([state, act, nextState(state, act, 'offices-by-nature')]).toEqual([
          ...[state, act],
          way.find(([from, by]) => from === state && by === act)?.[2] ?? null,
        ]);
  });

  test('has no receipt of its own where one office handles it', () => {
    expect(nextState('draft', 'submit', 'one-office')).toBe('received');
    expect(nextState('returned', 'submit', 'one-office')).toBe('received');
    expect(nextState('received', 'approve', 'one-office')).toBe('approved');
  });

  test('waits for somebody in every state but the last ones, and that act can be done there', () => {
    for (const state of applicationStates) {
      const act = waitsFor[state];
      expect(act === null, state).toBe(['notified', 'withdrawn'].includes(state));
      if (act !== null) expect(nextState(state, act, 'offices-by-nature'), state).not.toBeNull();
    }
  });
});

describe('who acts', () => {
  test.each<[string, Asker, AdmissionAct, ApplicationState, string, string]>([
    ['the county alone', clerk, 'receive', 'submitted', '1', 'received'],
    ['the county alone', reviewer, 'approve', 'received', '4', 'approved'],
    ['planning receives', planning, 'receive', 'submitted', '2', 'received'],
    ['planning sends back', planning, 'return', 'submitted', '2', 'returned'],
    ['preschool decides on public ones', preschool, 'approve', 'received', '1', 'approved'],
    ['preschool notifies public ones', preschool, 'notify', 'opened', '1', 'notified'],
    ['preschool is not asked of private ones', preschool, 'approve', 'received', '2', 'private-elsewhere'],
    ['vocational decides on private ones', vocational, 'approve', 'received', '3', 'approved'],
    ['vocational sends private ones back', vocational, 'return', 'received', '4', 'returned'],
    ['vocational is not asked of public ones', vocational, 'approve', 'received', '1', 'public-elsewhere'],
    ['vocational does not notify public ones', vocational, 'notify', 'opened', '1', 'public-elsewhere'],
    ['planning gives the code', planning, 'code', 'approved', '1', 'coded'],
    ['planning sends back what has no code', planning, 'return', 'approved', '1', 'returned'],
    ['planning does not review', planning, 'approve', 'received', '1', 'not-your-step'],
    ['a reviewer gives no code', preschool, 'code', 'approved', '1', 'not-your-step'],
    ['a reviewer does not send back what is not yet received', preschool, 'return', 'submitted', '1', 'not-your-step'],
    ['the administrator hands over', keeper, 'hand-over', 'coded', '1', 'opened'],
    ['a clerk does not hand over', clerk, 'hand-over', 'coded', '1', 'not-your-step'],
    ['nothing after the end', clerk, 'withdraw', 'coded', '1', 'not-at-this-step'],
    ['a section without the duty', county('ordinary', []), 'receive', 'submitted', '1', 'not-your-step'],
  ])('%s', (_words, actor, act, state, nature, result) => {
    expect(codeOf(decideAct(at(state, nature), act, actor, 3))).toBe(result);
  });

  test('nobody decides on what he handed in', () => {
    const both = { ...reviewer, accountId: 1 };
    expect(codeOf(decideAct(at('received'), 'approve', both, 3))).toBe('decided-by-another-person');
  });

  test('of two decisions on one revision the second finds another', () => {
    const first = decideAct(at('received'), 'approve', reviewer, 3);
    expect(first.accepted).toBe(true);
    expect(codeOf(decideAct({ ...at('approved'), revision: 4 }, 'return', clerk, 3))).toBe('changed-meanwhile');
  });

  test('other levels act on nothing', () => {
    for (const act of admissionActs)
      for (const state of applicationStates)
        expect(isMine({ ...reviewer, level: 'prefecture' }, act, { state, nature: '1' }), `${state} ${act}`).toBe(
          false,
        );
  });
});

describe('deadlines', () => {
  const five = { value: 5, unit: 'working-days' } as const;
  test.each<[ApplicationState, string, string | null]>([
    ['submitted', '2026-11-20', '2026-11-27'],
    // The days of National Day are not counted.
    ['received', '2025-09-29', '2025-10-13'],
    ['returned', '2026-11-20', null],
    ['draft', '2026-11-20', null],
    ['notified', '2026-11-20', null],
    ['coded', '2026-12-30', 'not-known'],
  ])('%s since %s: %s', (state, since, due) => {
    expect(stepDueOn(state, since, five)).toBe(due);
  });
  test.each([
    ['2026-11-27', '2026-11-20', 5],
    ['2026-11-20', '2026-11-20', 0],
    // A Saturday after a Friday: late, although no working day has passed.
    ['2026-11-20', '2026-11-21', -1],
    ['2026-11-20', '2026-11-25', -3],
    [null, '2026-11-25', null],
    ['not-known', '2026-11-25', null],
  ])('%s seen on %s: %s left', (due, today, left) => {
    expect(daysLeft(due, today)).toBe(left);
  });
});

describe('institution codes', () => {
  test.each([
    ['1112000001', '111', '120000', 'accepted'],
    ['1141999999', '112', '410000', 'accepted'],
    ['2112000001', '119', '120000', 'accepted'],
    ['111200001', '111', '120000', 'code-form'],
    ['11120000011', '111', '120000', 'code-form'],
    ['111200000A', '111', '120000', 'code-form'],
    ['1112000000', '111', '120000', 'code-form'],
    ['1212000001', '111', '120000', 'code-class-unknown'],
    ['2112000001', '111', '120000', 'code-of-a-kindergarten'],
    ['1112000001', '119', '120000', 'code-of-a-school'],
    ['1141000001', '111', '120000', 'code-of-another-province'],
  ])('%s of kind %s in %s: %s', (code, kind, province, result) => {
    const decision = decideCode(code, kind, province);
    expect(decision.accepted ? 'accepted' : decision.refusal.code).toBe(
      result === 'accepted' ? result : `admission.${result}`,
    );
  });
});

describe('the form', () => {
  const whole: FormDraft = {
    ...{ name: '测试园', kind: '111', nature: '1', organizer: '811', townCode: null, address: '某路 1 号' },
    ...{ openedOn: '2026-09-01', approvedOn: '2026-06-30', approvalDocument: '批复', licenceNumber: null },
    ...{ licenceValidTo: null, creditCode: null, legalPerson: '某甲', principalName: '某乙', places: 90 },
    ...{ children: 0, staff: 0, assets: 'own', letter: '申请入库，情况属实，请予审核。' },
  };

  test('of a public institution may lack licence and credit code, of a private one not', () => {
    expect(unfinishedFields(whole, true)).toEqual([]);
    expect(unfinishedFields({ ...whole, nature: '2' }, true)).toEqual(['licenceNumber', 'creditCode']);
  });

  test('names whatever is empty, in the order of the form, and the telephone', () => {
    const open = unfinishedFields({}, false);
    expect(open.at(-1)).toBe('principalPhone');
    expect(open.slice(0, -1)).toEqual(
      formFields.filter((field) => !['townCode', 'licenceNumber', 'licenceValidTo', 'creditCode'].includes(field)),
    );
    expect(unfinishedFields({ ...whole, name: '' }, true)).toEqual(['name']);
  });

  test('of a private institution comes with all four papers', () => {
    expect(neededScans('3')).toHaveLength(4);
    expect(neededScans('1')).not.toContain('licence');
  });
});

test.each([
  [[], false],
  [[{ role: 'ordinary', personId: 1 }], false],
  [
    [
      { role: 'ordinary', personId: 1 },
      { role: 'review', personId: 1 },
    ],
    false,
  ],
  [
    [
      { role: 'ordinary', personId: 1 },
      { role: 'review', personId: null },
    ],
    false,
  ],
  [
    [
      { role: 'ordinary', personId: 1 },
      { role: 'review', personId: 2 },
    ],
    true,
  ],
  [
    [
      { role: 'reader', personId: 1 },
      { role: 'review', personId: 2 },
    ],
    false,
  ],
])('%j are both accounts: %s', (accounts, both) => {
  expect(hasBothAccounts(accounts)).toBe(both);
});
