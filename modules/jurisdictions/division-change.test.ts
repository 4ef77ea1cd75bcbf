import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DivisionChange, divisionsAfter, mayChangeTree, planChange } from './division-change.ts';
import { type Division, type DivisionRegister, divisionRegister, parseDivisions } from './divisions.ts';
import { type InstitutionPlace, placeAfter, samePlace } from './institution-place.ts';
import { suggestCode } from './self-defined-code.ts';

const register = divisionRegister(
  parseDivisions(readFileSync(new URL('./reference/divisions.csv', import.meta.url), 'utf8')),
);
const on = '2026-12-01';

const apply = (from: DivisionRegister, change: DivisionChange, day = on): DivisionRegister => {
  const decision = planChange(from, change, day);
  if (!decision.accepted) throw new Error(`${decision.refusal.code} ${JSON.stringify(decision.refusal.facts)}`);
  return divisionRegister(divisionsAfter(from.divisions, decision.value));
};
const refusalOf = (change: DivisionChange, day = on): string | null => {
  const decision = planChange(register, change, day);
  return decision.accepted ? null : decision.refusal.code;
};
const pathOf = (after: DivisionRegister, code: string, day = on) => {
  const path = after.pathOf(code, day);
  return path ? `${path.province} ${path.prefecture} ${path.county}` : null;
};
const county = (code: string, name: string, parentCode: string) =>
  ({ code, name, kind: 'gb2260', level: 'county', parentCode, towns: [], institutionIds: [] }) as const;

describe('changes as they happened', () => {
  it('a name only: 郑州市邙山区 became 惠济区, the code stays and both names are readable', () => {
    const after = apply(register, { kind: 'rename', code: '410108', name: '邙山区', newCode: null });
    expect(after.fullNameOf('410108', '2026-11-30')).toBe('河南省郑州市惠济区');
    expect(after.fullNameOf('410108', on)).toBe('河南省郑州市邙山区');
    expect(pathOf(after, '410108')).toBe(pathOf(register, '410108'));
  });

  it('a county that became a district of another code (许昌县 411023, 建安区 411003) takes its towns along', () => {
    const after = apply(register, { kind: 'rename', code: '410122', name: '中牟区', newCode: '410117' });
    expect(after.find('410122', on)).toBeNull();
    const towns = register.childrenOf('410122', '2026-11-30').map((town) => town.code);
    expect(towns.length).toBeGreaterThan(5);
    expect(after.childrenOf('410117', on).map((town) => town.code)).toEqual(expect.arrayContaining(towns));
    expect(pathOf(after, towns[0] as string)).toBe('410000 410100 410117');
    expect(pathOf(after, towns[0] as string, '2026-11-30')).toBe('410000 410100 410122');
  });

  it('two districts became one (吉利区 into 孟津区, 2021)', () => {
    const after = apply(register, { kind: 'merge', codes: ['410106'], into: '410102' });
    expect(after.find('410106', on)).toBeNull();
    expect(after.childrenOf('410102', on).length).toBe(
      register.childrenOf('410102', on).length + register.childrenOf('410106', on).length,
    );
  });

  it('a county comes directly below its province, as 济源 did, and is its own prefecture', () => {
    expect(pathOf(register, '419001')).toBe('410000 419001 419001');
    const after = apply(register, { kind: 'move', code: '410181', parentCode: '410000', newCode: '419002' });
    expect(pathOf(after, '419002')).toBe('410000 419002 419002');
    expect(pathOf(after, '410181', '2026-11-30')).toBe('410000 410100 410181');
  });

  it('districts of a municipality have no prefecture and move nowhere else (塘沽 into 滨海新区)', () => {
    expect(pathOf(register, '120116')).toBe('120000 120116 120116');
    const after = apply(register, { kind: 'merge', codes: ['120110'], into: '120116' });
    const [town] = register.childrenOf('120110', on);
    expect(pathOf(after, town?.code as string)).toBe('120000 120116 120116');
  });

  it('towns of 东莞 hang from their prefecture and may be merged', () => {
    const [one, other] = register.childrenOf('441900', on) as [Division, Division];
    const after = apply(register, { kind: 'merge', codes: [one.code], into: other.code });
    expect(pathOf(after, other.code)).toBe('440000 441900 441900');
    expect(after.find(one.code, on)).toBeNull();
  });

  it('three counties lent their towns to a new area, as 雄安 was made', () => {
    const towns = register.childrenOf('410105', on).slice(0, 3);
    const part = {
      ...county('410174', '郑东新区', '410100'),
      kind: 'functional-area' as const,
      towns: towns.map((town) => town.code),
    };
    const after = apply(register, { kind: 'found', part });
    for (const town of towns) expect(pathOf(after, town.code)).toBe('410000 410100 410174');
  });

  it('a city of 兵团 is founded (白杨市, 2023), and one with letters', () => {
    expect(pathOf(apply(register, { kind: 'found', part: county('659013', '新城市', '650000') }), '659013')).toBe(
      '650000 659013 659013',
    );
    const code = suggestCode('110000', 'county', (each) => register.periodsOf(each).length > 0) as string;
    expect(code).toBe('11A2A2000000');
    const part = { ...county(code, '新燕区', '110000'), kind: 'self-defined' as const };
    expect(pathOf(apply(register, { kind: 'found', part }), code)).toBe(`110000 ${code} ${code}`);
    expect(suggestCode('410100', 'county', () => false)).toBe('4101A1000000');
    expect(suggestCode('410105', 'town', () => false)).toBe('410105A10000');
  });
});

describe('what is refused', () => {
  it.each<[string, DivisionChange, string?]>([
    ['jurisdictions.division-unknown', { kind: 'rename', code: '999999', name: '无', newCode: null }],
    ['jurisdictions.division-unknown', { kind: 'abolish', code: '410306' }],
    ['jurisdictions.nothing-changes', { kind: 'rename', code: '410105', name: '金水区', newCode: null }],
    ['jurisdictions.code-taken', { kind: 'rename', code: '410105', name: '金水', newCode: '410102' }],
    ['jurisdictions.code-malformed', { kind: 'rename', code: '410105', name: '金水', newCode: '4101AB' }],
    ['jurisdictions.parent-unfit', { kind: 'move', code: '410105', parentCode: '410102', newCode: null }],
    ['jurisdictions.parent-unfit', { kind: 'move', code: '410100', parentCode: '410105', newCode: null }],
    ['jurisdictions.merge-into-itself', { kind: 'merge', codes: ['410105'], into: '410105' }],
    ['jurisdictions.levels-differ', { kind: 'merge', codes: ['410105'], into: '410200' }],
    ['jurisdictions.has-parts', { kind: 'abolish', code: '410100' }],
    ['jurisdictions.changed-later', { kind: 'rename', code: '410306', name: '吉利', newCode: null }, '2020-01-01'],
    ['jurisdictions.split-elsewhere', { kind: 'split', code: '410105', part: county('410113', '新', '410200') }],
    ['jurisdictions.not-a-town', { kind: 'found', part: { ...county('410113', '新', '410100'), towns: ['410102'] } }],
  ])('%s', (code, change, day) => {
    expect(refusalOf(change, day)).toBe(code);
  });

  it('an office changes what lies below it, never itself and never its neighbour', () => {
    const may = (scope: string, change: DivisionChange) => mayChangeTree(scope, change, register, on);
    const rename = (code: string): DivisionChange => ({ kind: 'rename', code, name: '新名', newCode: null });
    expect(may('000000', rename('410000'))).toBe(true);
    expect(may('410000', rename('410100'))).toBe(true);
    expect(may('410000', rename('410000'))).toBe(false);
    expect(may('410100', rename('410105'))).toBe(true);
    expect(may('410200', rename('410105'))).toBe(false);
    expect(may('410105', rename('410105'))).toBe(false);
    expect(may('410105', rename('410105001000'))).toBe(true);
    expect(may('410100', { kind: 'move', code: '410105', parentCode: '410200', newCode: null })).toBe(false);
    expect(may('410000', { kind: 'move', code: '410105', parentCode: '410000', newCode: null })).toBe(true);
    expect(may('410100', { kind: 'found', part: county('410113', '新', '410100') })).toBe(true);
  });
});

/** A small tree of one province, two to four prefectures, counties and towns, with institutions. */
const world = fc
  .record({ prefectures: fc.integer({ min: 2, max: 4 }), counties: fc.integer({ min: 1, max: 3 }) })
  .map(({ prefectures, counties }) => {
    const from = '2014-01-01';
    const base = { kind: 'gb2260', validFrom: from, validTo: null } as const;
    const divisions: Division[] = [{ ...base, code: '990000', name: '省', level: 'province', parentCode: null }];
    const places: InstitutionPlace[] = [];
    for (let p = 1; p <= prefectures; p += 1) {
      const prefecture = `990${p}00`;
      divisions.push({ ...base, code: prefecture, name: `市${p}`, level: 'prefecture', parentCode: '990000' });
      for (let c = 1; c <= counties; c += 1) {
        const code = `990${p}0${c}`;
        divisions.push({ ...base, code, name: `县${p}${c}`, level: 'county', parentCode: prefecture });
        for (let t = 1; t <= 2; t += 1) {
          const town = `${code}00${t}000`;
          divisions.push({ ...base, kind: 'town', code: town, name: `镇${t}`, level: 'town', parentCode: code });
          places.push({
            id: places.length + 1,
            countyCode: code,
            prefectureCode: prefecture,
            provinceCode: '990000',
            townCode: t === 1 ? town : null,
          });
        }
      }
    }
    return { divisions, places };
  });

/** Picks a change that names divisions of the moment by numbers, so that it can be drawn before the tree is known. */
const draw = fc.tuple(fc.constantFrom('rename', 'recode', 'move', 'merge', 'split', 'town'), fc.nat(), fc.nat());
const changeOf = (
  now: DivisionRegister,
  day: string,
  [kind, one, other]: readonly [string, number, number],
): DivisionChange | null => {
  const at = (level: string) => now.divisionsOn(day).filter((division) => division.level === level);
  const pick = (list: readonly Division[], n: number) => list[n % Math.max(1, list.length)];
  const [a, b] = [pick(at('county'), one), pick(at('county'), other)];
  const above = pick(at('prefecture'), other);
  if (!a || !b || !above) return null;
  const fresh = `99${String(1000 + now.divisions.length)}`.slice(0, 6);
  if (kind === 'rename') return { kind, code: a.code, name: `${a.name}新`, newCode: null };
  if (kind === 'recode') return { kind: 'rename', code: a.code, name: a.name, newCode: fresh };
  if (kind === 'move') return { kind, code: a.code, parentCode: above.code, newCode: null };
  if (kind === 'merge') return a === b ? null : { kind, codes: [a.code], into: b.code };
  const towns = now.childrenOf(a.code, day).map((town) => town.code);
  if (kind === 'split') {
    const part = county(fresh, '新县', a.parentCode as string);
    return { kind, code: a.code, part: { ...part, towns: towns.slice(0, 1) } };
  }
  const town = pick(at('town'), one);
  return town ? { kind: 'move', code: town.code, parentCode: b.code, newCode: null } : null;
};

describe('random trees and operations', () => {
  it('give every division and institution exactly one path on every day, and lose no institution', () => {
    fc.assert(
      fc.property(world, fc.array(draw, { maxLength: 8 }), (start, draws) => {
        let now = divisionRegister(start.divisions);
        let places = start.places;
        const days = ['2014-01-01'];
        for (const [index, one] of draws.entries()) {
          const day = `2027-01-${String(index + 1).padStart(2, '0')}`;
          const change = changeOf(now, day, one);
          const decision = change && planChange(now, change, day);
          if (!change || !decision?.accepted) continue;
          now = divisionRegister(divisionsAfter(now.divisions, decision.value));
          days.push(day);
          const moved = places.map((place) => placeAfter(place, change, decision.value, now));
          expect(moved).not.toContain(null);
          places = moved as InstitutionPlace[];
        }
        for (const day of days) {
          const codes = now.divisionsOn(day).map((division) => division.code);
          expect(new Set(codes).size).toBe(codes.length);
          for (const code of codes) expect(now.lineOf(code, day)[0]?.code, `${code} ${day}`).toBe('990000');
        }
        const last = days.at(-1) as string;
        expect(places).toHaveLength(start.places.length);
        for (const place of places) {
          expect(now.pathOf(place.countyCode, last)).toEqual({
            province: place.provinceCode,
            prefecture: place.prefectureCode,
            county: place.countyCode,
          });
          if (place.townCode) expect(now.pathOf(place.townCode, last)?.county).toBe(place.countyCode);
        }
        // What was true before the first change is still read so.
        const before = divisionRegister(start.divisions);
        for (const division of start.divisions)
          expect(now.fullNameOf(division.code, '2020-01-01')).toBe(before.fullNameOf(division.code, '2020-01-01'));
      }),
      { numRuns: 60 },
    );
  });

  it('a move and the move back leave every path as it was; on one day they leave no trace at all', () => {
    fc.assert(
      fc.property(world, fc.nat(), fc.nat(), fc.boolean(), (start, one, other, sameDay) => {
        const now = divisionRegister(start.divisions);
        const change = changeOf(now, on, ['move', one, other]);
        if (change?.kind !== 'move') return;
        const home = now.find(change.code)?.parentCode as string;
        if (home === change.parentCode) return;
        const back: DivisionChange = { ...change, parentCode: home };
        const day = sameDay ? on : '2026-12-02';
        const moved = apply(now, change);
        expect(pathOf(moved, change.code)).not.toBe(pathOf(now, change.code));
        const returned = apply(moved, back, day);
        for (const { code } of start.divisions) expect(pathOf(returned, code, day)).toBe(pathOf(now, code, day));
        if (sameDay) expect(returned.divisions).toEqual(now.divisions);
        const plan = planChange(moved, back, day);
        for (const place of start.places) {
          if (!plan.accepted) throw new Error('refused');
          const there = placeAfter(place, change, { on, ended: [], begun: [], heirs: new Map() }, moved);
          const home2 = there && placeAfter(there, back, plan.value, returned);
          expect(home2 && samePlace(home2, place)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
