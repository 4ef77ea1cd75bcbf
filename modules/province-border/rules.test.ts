import { describe, expect, it } from 'vitest';
import { type ChildState, childStates } from '../children/child.ts';
import {
  crossingActs,
  crossingStates,
  dayOfGoing,
  decideAcceptance,
  decideAct,
  decideBegin,
  decideDestination,
  decidePapers,
  decideTakeIn,
  decideUnanswered,
} from './crossing.ts';
import {
  answerFormat,
  continuesNumber,
  decideAddress,
  fileFormat,
  headerText,
  plainCode,
  readAnswer,
  readFile,
  shownCode,
} from './file-format.ts';

type Refusable = { accepted: true; value: unknown } | { accepted: false; refusal: { code: string } };
const outcome = (decision: Refusable): unknown => (decision.accepted ? decision.value : decision.refusal.code);

describe('a move between provinces', () => {
  const ways: Readonly<Record<string, string>> = {
    'draft submit': 'submitted',
    'draft withdraw': 'withdrawn',
    'returned submit': 'submitted',
    'returned withdraw': 'withdrawn',
    'submitted release': 'released',
    'submitted return': 'returned',
    'submitted withdraw': 'withdrawn',
    'released approve': 'sent',
    'released return': 'returned',
    'released withdraw': 'withdrawn',
    'sent fetch': 'sent',
    'sent go': 'gone',
    'sent come-back': 'returned',
    'sent go-unanswered': 'gone',
    'sent stay': 'withdrawn',
    'entered accept': 'accepted',
    'entered refuse': 'refused',
    'accepted fetch': 'accepted',
    'refused fetch': 'refused',
  };
  it.each(crossingStates.flatMap((state) => crossingActs.map((act) => [state, act] as const)))(
    'that is %s: %s',
    (state, act) =>
      expect(outcome(decideAct(state, act, '原因'))).toBe(
        ways[`${state} ${act}`] ?? 'province-border.changed-meanwhile',
      ),
  );

  it('goes out at once where no county approves', () => {
    expect(outcome(decideAct('submitted', 'release', null, false))).toBe('sent');
    expect(outcome(decideAct('submitted', 'release', null, true))).toBe('released');
  });

  it.each([
    ['submitted', 'return'],
    ['sent', 'come-back'],
    ['sent', 'go-unanswered'],
    ['sent', 'stay'],
    ['entered', 'refuse'],
  ] as const)('that is %s says why: %s', (state, act) =>
    expect(outcome(decideAct(state, act, ' 一 '))).toBe('province-border.needs-reason'),
  );
});

describe('a child', () => {
  it.each(childStates.map((state) => [state] as const))('that is %s is let go', (state) => {
    const here: readonly ChildState[] = ['numbered', 'suspended'];
    const kept = here.includes(state) || state === 'left';
    expect(outcome(decideBegin({ state, obstacle: null, goneTo: null }))).toBe(
      kept ? null : 'province-border.child-not-here',
    );
  });

  it.each([
    ['crossing-open', 'province-border.open-already'],
    ['transfer-open', 'province-border.something-open'],
    ['something-new', 'province-border.something-open'],
  ])('about which %s', (obstacle, code) =>
    expect(outcome(decideBegin({ state: 'numbered', obstacle, goneTo: null }))).toBe(code),
  );

  it('that left, and whose file went already', () => {
    const asked = { state: 'left', obstacle: null, goneTo: '天津市滨海新区' } as const;
    expect(decideBegin(asked)).toMatchObject({
      refusal: { code: 'province-border.gone-already', facts: { to: '天津市滨海新区' } },
    });
    expect(outcome(decideBegin({ ...asked, state: 'numbered' }))).toBe(null);
  });

  it('goes to another province, with a paper', () => {
    expect(outcome(decideDestination('120116', '410000'))).toBe(null);
    expect(outcome(decideDestination('410105', '410000'))).toBe('province-border.same-province');
    expect(outcome(decidePapers(0))).toBe('province-border.needs-papers');
    expect(outcome(decidePapers(1))).toBe(null);
  });

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2027-01-01', '2026-11-23'],
    ['2020-01-01', '2025-09-01'],
  ])('that was admitted there on %s left here on %s', (there, left) =>
    expect(dayOfGoing(there, '2025-09-01', '2026-11-23')).toBe(left),
  );

  it('is recorded as gone without an answer only when the day is over', () => {
    expect(outcome(decideUnanswered('2026-12-01', '2026-12-01'))).toBe('province-border.answer-may-come');
    expect(outcome(decideUnanswered('2026-12-01', '2026-12-02'))).toBe(null);
    expect(outcome(decideUnanswered(null, '2026-12-02'))).toBe(null);
    expect(outcome(decideUnanswered('not-known', '2026-12-02'))).toBe('province-border.day-not-known');
  });

  it('that is in the province already is not entered again', () => {
    expect(decideTakeIn(null, 1)).toMatchObject({ accepted: true, value: 'enter' });
    for (const state of ['numbered', 'suspended'] as const)
      expect(decideTakeIn({ institutionId: 1, state }, 1)).toMatchObject({ accepted: true, value: 'join' });
    expect(outcome(decideTakeIn({ institutionId: 1, state: 'left' }, 1))).toBe('province-border.was-here');
    for (const state of ['entered', 'problem', 'graduated', 'cancelled', 'in-primary'] as const)
      expect(outcome(decideTakeIn({ institutionId: 1, state }, 1)), state).toBe('province-border.is-here');
    expect(outcome(decideTakeIn({ institutionId: 2, state: 'numbered' }, 1))).toBe(
      'province-border.is-in-the-province',
    );
    expect(outcome(decideTakeIn({ institutionId: 2, state: 'left' }, 1))).toBe('province-border.is-in-the-province');
    expect(decideTakeIn({ institutionId: 2, state: 'deleted' }, 1)).toMatchObject({ accepted: true, value: 'enter' });
  });

  it.each([...childStates, null])('that is %s here is answered with yes', (state) =>
    expect(outcome(decideAcceptance(state))).toBe(
      state === 'numbered' || state === 'suspended' ? null : 'province-border.no-number-yet',
    ),
  );
});

const header = {
  fileId: '6f1c1d3e-0000-4000-8000-000000000001',
  madeAt: '2026-11-23T01:00:00.000Z',
  from: { code: '120116', name: '天津市滨海新区', institutionName: '海河幼儿园', institutionCode: '1112000001' },
  to: { code: '410105', name: '河南省郑州市金水区' },
};
const file = {
  format: fileFormat,
  version: 1,
  header,
  sealed: { method: 'scrypt-aes-256-gcm', salt: 'AAAA', iv: 'AAAA', tag: 'AAAA', text: 'AAAA' },
  digest: '0'.repeat(64),
};

describe('a file', () => {
  it.each([
    [JSON.stringify(file), file],
    [`\ufeff${JSON.stringify(file, null, 2)}`, file],
    ['', 'province-border.file-unreadable'],
    [JSON.stringify(file).slice(0, 200), 'province-border.file-unreadable'],
    ['[]', 'province-border.file-unreadable'],
    [JSON.stringify({ ...file, format: answerFormat }), 'province-border.file-of-another-kind'],
    [JSON.stringify({ ...file, version: 2 }), 'province-border.file-of-another-version'],
    [JSON.stringify({ ...file, header: { ...header, to: null } }), 'province-border.file-unreadable'],
    [JSON.stringify({ ...file, digest: 'x' }), 'province-border.file-unreadable'],
  ])('reads %j', (text, expected) => expect(outcome(readFile(text))).toEqual(expected));

  it('is no answer', () =>
    expect(outcome(readAnswer(JSON.stringify(file)))).toBe('province-border.file-of-another-kind'));

  it('is for the province it names', () => {
    expect(outcome(decideAddress(header, '410105'))).toBe(null);
    expect(outcome(decideAddress(header, '420100'))).toBe('province-border.for-another-province');
    expect(outcome(decideAddress(header, '120100'))).toBe('province-border.same-province');
  });

  it('says the same in whatever order its fields stand', () => {
    const { to, from, madeAt, fileId } = header;
    expect(headerText({ to, madeAt, from: { ...from }, fileId })).toBe(headerText(header));
    expect(headerText({ ...header, to: { ...to, code: '410100' } })).not.toBe(headerText(header));
  });
});

describe('a number', () => {
  const own = '410101202109010039';
  it.each([
    [`G${own}`, own, true],
    ['G410101202109010047', own, false],
    [`G${own.slice(0, 17)}8`, `${own.slice(0, 17)}8`, false],
    // Of another province, without a resident number: for life.
    ['L12011620210901', null, true, '0047'],
    // With a resident number by now, of an area of this province, of another birth date, not well made.
    ['L12011620210901', own, false, '0047'],
    ['L41010520210901', null, false, '0047'],
    ['L12011620210902', null, false, '0047'],
    ['J12011620210901', null, false, '0010'],
    [null, own, false],
  ] as const)('%s of the child %s goes on: %s', (number, identityNumber, expected, end?: string) => {
    const studentNumber = number === null ? null : number + (end ?? '');
    const child = { identityNumber, birthOn: '2021-09-01' };
    expect(continuesNumber({ studentNumber, child }, '410000')).toBe(expected);
  });

  it('opens however people write the code', () => {
    expect(shownCode('ABCDEFGHJK')).toBe('ABCD-EFGH-JK');
    expect(plainCode(' abcd-efgh jk ')).toBe('ABCDEFGHJK');
    expect(plainCode('ＡＢＣＤ')).toBe('ABCD');
  });
});
