import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Division,
  divisionRegister,
  isValidOn,
  longDivisionCode,
  parseDivisions,
  periodsOverlap,
  shortDivisionCode,
} from './divisions.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const register = divisionRegister(parseDivisions(read('./reference/divisions.csv')));
const henan2017 = register
  .divisionsOn('2017-04-07')
  .filter((division) => division.kind === 'gb2260' && division.code.startsWith('41'));

describe('the reference file', () => {
  it('has periods of one code that follow each other without overlap', () => {
    const wrong = register.divisions.filter((division) => {
      if (division.validTo !== null && division.validTo <= division.validFrom) return true;
      return register.periodsOf(division.code).some((other) => other !== division && periodsOverlap(other, division));
    });
    expect(wrong).toEqual([]);
  });

  it('has a parent at the same time for every period', () => {
    const orphans = register.divisions.filter(
      (division) =>
        division.parentCode !== null &&
        !register.periodsOf(division.parentCode).some((parent) => periodsOverlap(parent, division)),
    );
    expect(orphans).toEqual([]);
  });

  it('has provinces at the top only, and parents of a higher level only', () => {
    const rank: Record<Division['level'], number> = { province: 0, prefecture: 1, county: 2, town: 3 };
    for (const division of register.divisions) {
      expect(division.parentCode === null).toBe(division.level === 'province');
      if (division.parentCode !== null) {
        const parent = register.find(division.parentCode);
        expect(parent && rank[parent.level] < rank[division.level], division.code).toBe(true);
      }
    }
  });

  it('has six characters for GB/T 2260 and functional areas, twelve for the others', () => {
    for (const division of register.divisions) {
      const long = division.kind === 'town' || division.kind === 'self-defined';
      expect(division.code).toMatch(long ? /^[0-9A-Z]{12}$/ : /^[0-9]{6}$/);
    }
  });

  it('resolves the 18 rows of annex 2 on its day', () => {
    const rows = read('../simulation/reference/henan-2017-annex2.csv').split(/\r?\n/).slice(1, 19);
    const names = rows.map((row) => row.split(',')[1]).sort();
    const ownRows = henan2017.filter(
      (division) => register.pathOf(division.code, '2017-04-07')?.prefecture === division.code,
    );
    expect(ownRows.map((division) => division.name).sort()).toEqual(names);
  });

  it('knows the counties of Henan of 2017: 157 in 17 prefectures, and 济源', () => {
    const counties = henan2017.filter((division) => division.level === 'county');
    expect(counties).toHaveLength(158);
    expect(counties.filter((county) => county.parentCode === '410000').map((county) => county.name)).toEqual([
      '济源市',
    ]);
    const codes = counties.map((county) => county.code);
    expect(codes).toEqual(expect.arrayContaining(['410306', '410322', '410381', '410728', '411003', '411626']));
    expect(codes).not.toContain('410308');
    expect(codes).not.toContain('411023');
  });

  it('gives every county of Henan of 2017 towns of its time', () => {
    for (const county of henan2017.filter((division) => division.level === 'county')) {
      const towns = register.childrenOf(county.code, '2017-04-07');
      expect(towns.length, county.name).toBeGreaterThan(3);
      expect(towns.every((town) => isValidOn(town, '2017-04-07'))).toBe(true);
    }
  });
});

describe('pathOf', () => {
  it.each([
    ['410105', { province: '410000', prefecture: '410100', county: '410105' }],
    ['410105000000', { province: '410000', prefecture: '410100', county: '410105' }],
    ['410105001000', { province: '410000', prefecture: '410100', county: '410105' }],
    ['410181', { province: '410000', prefecture: '410100', county: '410181' }],
    ['410171', { province: '410000', prefecture: '410100', county: '410171' }],
    ['419001', { province: '410000', prefecture: '419001', county: '419001' }],
    ['419001104000', { province: '410000', prefecture: '419001', county: '419001' }],
    ['120116', { province: '120000', prefecture: '120116', county: '120116' }],
    ['410100', { province: '410000', prefecture: '410100', county: null }],
    ['410000', { province: '410000', prefecture: null, county: null }],
    ['441900003000', { province: '440000', prefecture: '441900', county: '441900' }],
    ['6A0000000000', { province: '6A0000000000', prefecture: null, county: null }],
    ['11A1A1000000', { province: '110000', prefecture: '11A1A1000000', county: '11A1A1000000' }],
    ['410381', { province: '410000', prefecture: '410300', county: '410381' }],
    ['999999', null],
  ])('%s', (code, path) => {
    expect(register.pathOf(code)).toEqual(path);
  });

  it('is empty for a date on which the code was not valid', () => {
    expect(register.pathOf('410308', '2017-04-07')).toBeNull();
  });
});

describe('names', () => {
  it('are composed from the province down', () => {
    expect(register.fullNameOf('410105')).toBe('河南省郑州市金水区');
    expect(register.fullNameOf('419001100000')).toBe('河南省济源市克井镇');
    expect(register.fullNameOf('11A1A1000000')).toBe('北京市燕山区');
    expect(register.fullNameOf('000000')).toBeNull();
  });

  it('are those of the date', () => {
    expect(register.fullNameOf('410108', '1990-01-01')).toBe('河南省郑州市邙山区');
    expect(register.fullNameOf('410108')).toBe('河南省郑州市惠济区');
  });
});

describe('codes', () => {
  it('have a short and a long form', () => {
    expect(shortDivisionCode('410105000000')).toBe('410105');
    expect(shortDivisionCode('410105001000')).toBe('410105001000');
    expect(shortDivisionCode('6A0000000000')).toBe('6A0000000000');
    expect(longDivisionCode('410105')).toBe('410105000000');
    expect(longDivisionCode('410105001000')).toBe('410105001000');
  });

  it('refuse a file that is not theirs', () => {
    expect(() => parseDivisions('code,name\n410000,x')).toThrow('header');
  });
});
