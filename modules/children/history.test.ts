import { describe, expect, it } from 'vitest';
import { chronicle, factsTold, type HistoryAction, type HistoryVersion, institutionsNamed } from './history.ts';

const action = (id: number, name: string, at: string, facts: HistoryAction['facts'] = null): HistoryAction => ({
  ...{ id, action: name, at, facts, reason: null },
  ...{ personName: '王芳', officeName: '第一幼儿园' },
});

const version = (values: Record<string, string | boolean | null>, until: string | null): HistoryVersion => ({
  values,
  shown: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, key === 'identityNumber' ? '***' : value]),
  ),
  until,
});

const names: Readonly<Record<number, string>> = { 1: '第一幼儿园', 2: '第二幼儿园' };
const nameOf = (id: number) => names[id];

describe('what an action names', () => {
  it.each([
    [
      { action: 'moved', facts: { from: 1, to: 2 } },
      { from: '第一幼儿园', to: '第二幼儿园' },
    ],
    [{ action: 'moved', facts: { from: 1, to: 3 } }, null],
    [
      { action: 'promoted', facts: { how: 'promoted', from: '小一班', class: '中一班' } },
      { from: '小一班', to: '中一班' },
    ],
    [{ action: 'promoted', facts: { how: 'promoted', class: '中一班' } }, null],
    [
      { action: 'left', facts: { on: '2026-10-01', way: 'abroad', destination: null } },
      { on: '2026-10-01', way: 'abroad' },
    ],
    [
      { action: 'left', facts: { on: '2026-10-01', way: 'moved-away', destination: '江苏省苏州市' } },
      { on: '2026-10-01', way: 'moved-away', destination: '江苏省苏州市' },
    ],
    [{ action: 'deferred', facts: { year: 2027, petition: 3 } }, { year: '2027' }],
    [
      { action: 'in-primary', facts: { on: '2027-09-01', school: '纬五路一小' } },
      { on: '2027-09-01', school: '纬五路一小' },
    ],
    [{ action: 'in-primary', facts: { on: '2027-09-01' } }, null],
    [{ action: 'confirmed', facts: { on: '2026-10-01' } }, null],
    [{ action: 'graduated', facts: null }, null],
  ] as const)('%o', (given, expected) => {
    expect(factsTold(given, nameOf)).toEqual(expected);
  });

  it('asks for the names of those institutions only that are named by number', () => {
    const actions = [
      action(1, 'moved', '2026-09-01T00:00:00.000Z', { from: 1, to: 2 }),
      action(2, 'key-changed', '2026-09-02T00:00:00.000Z', { application: 8 }),
    ];
    expect(institutionsNamed(actions)).toEqual([1, 2]);
  });
});

describe('the story of a file', () => {
  const entered = action(1, 'entered', '2026-09-01T01:00:00.000Z');
  const edited = action(2, 'edited', '2026-09-02T01:00:00.000Z');
  const changed = action(3, 'key-changed', '2026-09-03T01:00:00.000Z', { application: 7, fields: ['name'] });
  const renumbered = action(4, 'number-changed', '2026-09-03T01:00:00.000Z');

  it('gives each change to its action, and the record where its papers lie', () => {
    const story = chronicle(
      [entered, edited, changed],
      [
        version({ name: '李明', address: '甲路' }, edited.at),
        version({ name: '李明', address: '乙路' }, changed.at),
        version({ name: '李鸣', address: '乙路' }, null),
      ],
      nameOf,
    );
    expect(story.map(({ changes }) => changes)).toEqual([
      [],
      [{ column: 'address', before: '甲路', after: '乙路' }],
      [{ column: 'name', before: '李明', after: '李鸣' }],
    ]);
    expect(story[2]?.record).toEqual({ kind: 'keyChange', id: 7 });
  });

  it('says that a masked number changed, though both look the same', () => {
    const [, story] = chronicle(
      [entered, edited],
      [version({ identityNumber: '1' }, edited.at), version({ identityNumber: '2' }, null)],
      nameOf,
    );
    expect(story?.changes).toEqual([{ column: 'identityNumber', before: '***', after: '***' }]);
  });

  it('takes nothing, an empty word and what is not there for the same', () => {
    const [, story] = chronicle(
      [entered, edited],
      [version({ address: '', bloodType: null }, edited.at), version({}, null)],
      nameOf,
    );
    expect(story?.changes).toEqual([]);
  });

  it('of two actions at one instant the later one tells the change', () => {
    const story = chronicle(
      [entered, changed, renumbered],
      [version({ number: 'L' }, changed.at), version({ number: 'G' }, null)],
      nameOf,
    );
    expect(story.map(({ changes }) => changes.length)).toEqual([0, 0, 1]);
  });

  it('loses no change where the clock had gone back', () => {
    const back = action(2, 'edited', '2026-08-01T01:00:00.000Z');
    const story = chronicle(
      [entered, back],
      [version({ address: '甲路' }, '2026-09-01T01:00:00.001Z'), version({ address: '乙路' }, null)],
      nameOf,
    );
    expect(story.flatMap(({ changes }) => changes)).toHaveLength(1);
  });
});
