import { describe, expect, it } from 'vitest';
import { fieldOf, smallAnswer, smallDesign } from '../../apps/server/testing/form-play.ts';
import { decideOnAnswer, decideVersion, decideWrite, isLate } from './answer.ts';
import { figuresOf } from './answer-figures.ts';
import { type Design, type Field, fieldsOf } from './design.ts';
import { decideDesign, decidePublish, decideReach, periodOf } from './form.ts';
import { uiSchemaOf } from './form-schema.ts';

const codeOf = (decision: { accepted: boolean; refusal?: { code: string } }): string | null =>
  decision.accepted ? null : (decision.refusal?.code ?? '');
const withFields = (...fields: Field[]): Design => ({ sections: [{ title: '一', fields }], checks: [] });

describe('a design', () => {
  const choice = fieldOf('fa', 'choice', '甲', { options: ['一', '二'] });
  const after = (is: string, field = 'fa') => fieldOf('fb', 'text', '乙', { shownIf: { field, is } });
  it.each([
    ['small and whole', smallDesign(), null],
    ['empty', withFields(), 'forms.no-fields'],
    ['two of a name', withFields(choice, { ...choice, key: 'fc' }), 'forms.label-twice'],
    ['two of a key', withFields(choice, { ...choice, label: '丙' }), 'forms.key-twice'],
    ['one choice', withFields({ ...choice, options: ['一'] }), 'forms.choice-needs-options'],
    ['a choice twice', withFields({ ...choice, options: ['一', '二', '二'] }), 'forms.option-twice'],
    ['bounds crossed', withFields(fieldOf('fn', 'number', '数', { min: 2, max: 1 })), 'forms.bounds-crossed'],
    ['a condition on what is there', withFields(choice, after('二')), null],
    ['a condition on what comes later', withFields(after('二'), choice), 'forms.condition-not-earlier'],
    ['a condition on no option', withFields(choice, after('三')), 'forms.condition-not-earlier'],
    ['a condition on itself', withFields(after('二', 'fb')), 'forms.condition-not-earlier'],
    [
      'a check on a choice',
      { ...withFields(choice), checks: [{ kind: 'not-greater' as const, field: 'fa', than: 'fa' }] },
      'forms.check-needs-numbers',
    ],
  ])('%s', (_what, design, code) => expect(codeOf(decideDesign(design))).toBe(code));

  it('is shown in the order and the sections in which it was made', () => {
    const shown = uiSchemaOf(smallDesign());
    expect(shown['ui:order']).toEqual([...fieldsOf(smallDesign()).map(({ key }) => key), '*']);
    expect(shown['ui:options']).toMatchObject({ sections: [{ title: '食堂' }] });
  });
});

describe('a period', () => {
  it.each([
    ['once', '2026-11-22', ''],
    ['month', '2026-11-22', '2026-11'],
    ['term', '2026-11-22', '2026-autumn'],
    ['term', '2027-01-31', '2026-autumn'],
    ['term', '2027-02-01', '2027-spring'],
    ['year', '2026-08-31', '2025'],
    ['year', '2026-09-01', '2026'],
  ] as const)('%s on %s is %s', (cycle, on, period) => expect(periodOf(cycle, on)).toBe(period));
});

describe('a decision', () => {
  it.each([
    ['a new form', decidePublish('draft', true), null],
    ['a version that says nothing new', decidePublish('open', false), 'forms.nothing-new'],
    ['a form that is over', decidePublish('closed', true), 'forms.closed'],
    ['writing', decideWrite('open', 'draft', true), null],
    ['writing what came back', decideWrite('open', 'returned', true), null],
    ['writing what was handed in', decideWrite('open', 'submitted', true), 'forms.answer-with-department'],
    ['writing what was accepted', decideWrite('open', 'accepted', true), 'forms.answer-with-department'],
    ['writing over another', decideWrite('open', 'draft', false), 'forms.answer-changed-meanwhile'],
    ['writing after the end', decideWrite('closed', 'draft', true), 'forms.closed'],
    ['an old version that may stay', decideVersion(1, 2, 'may-stay'), null],
    ['an old version that must move', decideVersion(1, 2, 'must-move'), 'forms.version-replaced'],
    ['the newest version', decideVersion(2, 2, 'must-move'), null],
    ['accepting', decideOnAnswer('submitted', true, 'accept', null), null],
    [
      'accepting what has changed',
      decideOnAnswer('submitted', false, 'accept', null),
      'forms.answer-changed-meanwhile',
    ],
    ['accepting twice', decideOnAnswer('accepted', true, 'accept', null), 'forms.answer-changed-meanwhile'],
    ['returning without a reason', decideOnAnswer('submitted', true, 'return', ' '), 'forms.return-needs-reason'],
    ['returning', decideOnAnswer('submitted', true, 'return', '总数不对'), null],
    ['my own whole jurisdiction', decideReach('410105', ['410105'], () => []), null],
    ['a town of mine', decideReach('410105', ['410105001000'], () => ['410105001000', '410105']), null],
    ['a town of another', decideReach('410105', ['410102001000'], () => ['410102']), 'forms.outside-jurisdiction'],
  ])('%s', (_what, decision, code) => expect(codeOf(decision)).toBe(code));

  it.each([
    ['2026-11-27', null, '2026-11-27', false],
    ['2026-11-27', null, '2026-11-28', true],
    ['2026-11-27', '2026-11-26', '2026-12-28', false],
    ['2026-11-27', '2026-11-28', '2026-12-28', true],
    [null, null, '2026-12-28', false],
  ])('due %s, handed in %s, on %s: late %s', (due, handedIn, on, late) => expect(isLate(due, handedIn, on)).toBe(late));
});

it('counts choices and adds numbers, of those who answered', () => {
  const figures = figuresOf(smallDesign(), [smallAnswer, { ...smallAnswer, fboys: 61, fkitchen: '配餐' }, {}]);
  expect(figures.map(({ key }) => key)).toEqual(['fboys', 'fgirls', 'ftotal', 'fkitchen']);
  expect(figures[0]).toMatchObject({ answered: 2, numbers: { sum: 121, mean: 60.5, least: 60, most: 61 } });
  expect(figures[3]?.choices).toEqual([
    { choice: '自办食堂', count: 1 },
    { choice: '配餐', count: 1 },
  ]);
});
