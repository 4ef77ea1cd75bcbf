import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsWithin, openness, type PlainValue } from './policy-openness.ts';
import { type PolicyKey, plainValueOf, policyKeys, settingFits } from './policy-pack.ts';
import { nextChanges, type PackAssignment, type PolicySetting, resolveRules } from './policy-resolution.ts';

const zhengzhou = ['000000', '410000', '410100', '410105'];
const henan: PackAssignment = { divisionCode: '410000', pack: 'henan-2017', from: '2017-04-11' };
const of2025: PackAssignment = { divisionCode: '000000', pack: 'national-2025', from: '2025-12-29' };
const versions: number[] = [];
const setting = (
  divisionCode: string,
  key: PolicyKey,
  value: PlainValue['value'],
  unit: string | null,
  from: string,
): PolicySetting => ({
  id: versions.push(0),
  divisionCode,
  key,
  value,
  unit,
  follows: value === null && unit === null,
  from,
  documentTitle: '本地通知',
  documentNumber: '一号',
});

describe('what is in force', () => {
  const local = setting('410100', 'countyReviewWithin', 1, 'weeks', '2026-12-01');
  const looser = setting('410105', 'countyReviewWithin', 10, 'days', '2026-12-15');
  it.each<[string, PackAssignment[], PolicySetting[], string, PolicyKey, unknown, string | null, string, string]>([
    ['nobody laid anything down', [], [], '2026-11-22', 'fileWithin', 1, 'months', '000000', '2014-09-11'],
    ['before the letter of Henan', [henan], [], '2017-04-10', 'countyReviewWithin', null, null, '000000', '2014-09-11'],
    ['on its day', [henan], [], '2017-04-11', 'countyReviewWithin', 2, 'weeks', '410000', '2017-04-11'],
    ['the nation the day before', [henan, of2025], [], '2025-12-28', 'fileWithin', 1, 'months', '000000', '2014-09-11'],
    ['the nation on the day', [henan, of2025], [], '2025-12-29', 'fileWithin', 2, 'months', '000000', '2025-12-29'],
    [
      'what Henan said stays',
      [henan, of2025],
      [],
      '2026-01-01',
      'countyReviewWithin',
      2,
      'weeks',
      '410000',
      '2017-04-11',
    ],
    [
      'the prefecture, before',
      [henan],
      [local],
      '2026-11-30',
      'countyReviewWithin',
      2,
      'weeks',
      '410000',
      '2017-04-11',
    ],
    [
      'the prefecture, from its day',
      [henan],
      [local],
      '2026-12-01',
      'countyReviewWithin',
      1,
      'weeks',
      '410100',
      '2026-12-01',
    ],
    [
      'a looser county',
      [henan],
      [local, looser],
      '2026-12-20',
      'countyReviewWithin',
      1,
      'weeks',
      '410100',
      '2026-12-01',
    ],
  ])('%s', (_, assignments, settings, on, key, value, unit, divisionCode, since) => {
    expect(resolveRules(zhengzhou, assignments, settings, on).values[key]).toMatchObject({
      value,
      unit,
      divisionCode,
      since,
    });
  });

  it('says that a lower rule no longer counts, and what comes next', () => {
    const rules = resolveRules(zhengzhou, [henan], [local, looser], '2026-12-20');
    expect(rules.values.countyReviewWithin.overruled).toBe('410105');
    expect(nextChanges(zhengzhou, [henan], [local], '2026-11-22').get('countyReviewWithin')).toEqual({
      on: '2026-12-01',
      value: 1,
      unit: 'weeks',
      article: '本地通知 一号',
    });
  });

  it('follows the upper level again when it is told to, and the later version of one day wins', () => {
    const first = setting('410100', 'fileWithin', 10, 'days', '2026-12-01');
    const second = setting('410100', 'fileWithin', 20, 'days', '2026-12-01');
    const back = setting('410100', 'fileWithin', null, null, '2027-01-01');
    const at = (on: string) => plainValueOf(resolveRules(zhengzhou, [], [first, second, back], on).values.fileWithin);
    expect(at('2026-12-31')).toEqual({ value: 20, unit: 'days' });
    expect(at('2027-01-01')).toEqual({ value: 1, unit: 'months' });
  });
});

describe('what a lower level may lay down', () => {
  it.each<[PolicyKey, PlainValue['value'], string | null, PlainValue['value'], string | null, boolean]>([
    ['fileWithin', 1, 'months', 20, 'days', true],
    ['fileWithin', 1, 'months', 28, 'days', true],
    ['fileWithin', 1, 'months', 29, 'days', false],
    ['fileWithin', 1, 'months', 10, 'working-days', true],
    ['fileWithin', 1, 'months', 30, 'working-days', false],
    ['fileWithin', 1, 'months', null, null, false],
    ['transferWithin', 30, 'working-days', 1, 'months', true],
    ['transferWithin', 30, 'working-days', 2, 'months', false],
    ['transferWithin', 10, 'working-days', 12, 'days', true],
    ['transferWithin', 10, 'working-days', 13, 'days', false],
    ['countyReviewWithin', null, null, 60, 'days', true],
    ['monthlyUpdateDay', 25, null, 20, null, true],
    ['monthlyUpdateDay', 25, null, 26, null, false],
    ['recordApprovedBy', 'institution', null, 'county', null, true],
    ['recordApprovedBy', 'county', null, 'institution', null, false],
    ['transferApprovedByCounty', false, null, true, null, true],
    ['transferApprovedByCounty', true, null, false, null, false],
    ['auditKept', 6, 'months', 1, 'weeks', false],
    ['auditKept', 6, 'months', 12, 'months', true],
    ['passwordLength', 10, null, 12, null, true],
    ['passwordLength', 10, null, 9, null, false],
  ])('%s %s %s: %s %s', (key, upper, upperUnit, own, ownUnit, kept) => {
    expect(keepsWithin(openness[key], { value: upper, unit: upperUnit }, { value: own, unit: ownUnit })).toBe(kept);
  });

  it('names the words of a value in their order, and no others', () => {
    for (const key of policyKeys)
      for (const value of openness[key].order ?? [])
        expect(settingFits(key, { value, unit: null }), `${key} ${value}`).toBe(true);
  });

  it('never lets a line of settings loosen anything: each level is as strict as the one above', () => {
    const periodKeys = policyKeys.filter((key) => openness[key].how === 'shorter' && key.endsWith('Within'));
    const anySetting = fc.tuple(
      fc.constantFrom(...zhengzhou.slice(1)),
      fc.constantFrom(...periodKeys),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom('days', 'weeks', 'months', 'working-days'),
    );
    fc.assert(
      fc.property(fc.array(anySetting, { maxLength: 12 }), (drawn) => {
        const settings = drawn.map(([code, key, value, unit]) => setting(code, key, value, unit, '2026-12-01'));
        for (let depth = 2; depth <= zhengzhou.length; depth += 1) {
          const [upper, own] = [depth - 1, depth].map(
            (length) => resolveRules(zhengzhou.slice(0, length), [henan], settings, '2027-01-01').values,
          );
          for (const key of periodKeys) {
            const [above, below] = [upper![key], own![key]] as [PlainValue, PlainValue];
            if (JSON.stringify(plainValueOf(above)) === JSON.stringify(plainValueOf(below))) continue;
            // Henan's own pack stands above its settings, and is no setting itself.
            if (own![key].from === null) expect(keepsWithin(openness[key], above, below), key).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
