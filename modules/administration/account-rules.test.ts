import { levels, type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decideChange,
  decideClose,
  decideReset,
  type HeldAccount,
  isAdministrator,
  mayRecover,
  type OfficePlace,
  relationOf,
  rolesToGive,
} from './account-rules.ts';
import { oneTimePassword } from './one-time-password.ts';
import { cleanDuties, dutiesAt, sectionTemplates, templateDuties } from './section-rules.ts';

const office = (over: Partial<OfficePlace>): OfficePlace => ({
  kind: 'department',
  level: 'county',
  scope: '410105',
  countyCode: '410105',
  prefectureCode: '410100',
  provinceCode: '410000',
  departmentId: null,
  ...over,
});
const county = office({});
const section = office({ kind: 'section', departmentId: 7 });
const support = office({ kind: 'support-unit', departmentId: 7 });
const kindergarten = office({ kind: 'institution', level: 'institution', scope: '12' });
const town = office({ kind: 'central-kindergarten', level: 'town', scope: '410105001000' });
const prefecture = office({ level: 'prefecture', scope: '410100', countyCode: null });
const jiyuan = office({ scope: '419001', countyCode: '419001', prefectureCode: '419001' });
const binhai = office({ scope: '120116', countyCode: '120116', prefectureCode: null, provinceCode: '120000' });
const province = office({ level: 'province', scope: '410000', countyCode: null, prefectureCode: null });

describe('relations of offices', () => {
  test.each([
    ['a county to itself', { level: 'county', scope: '410105' }, county, 'own'],
    ['a county to its section', { level: 'county', scope: '410105' }, section, 'section'],
    ['a county to its kindergarten', { level: 'county', scope: '410105' }, kindergarten, 'below'],
    ['a county to its town', { level: 'county', scope: '410105' }, town, 'below'],
    ['a county to its neighbour', { level: 'county', scope: '410102' }, county, 'beyond'],
    ['a county to a kindergarten of its neighbour', { level: 'county', scope: '410102' }, kindergarten, 'beyond'],
    ['a county to its prefecture', { level: 'county', scope: '410105' }, prefecture, 'beyond'],
    ['a prefecture to its county', { level: 'prefecture', scope: '410100' }, county, 'below'],
    [
      'a prefecture to a kindergarten two levels down',
      { level: 'prefecture', scope: '410100' },
      kindergarten,
      'beyond',
    ],
    ['a prefecture to a section of its county', { level: 'prefecture', scope: '410100' }, section, 'beyond'],
    ['a province to its prefecture', { level: 'province', scope: '410000' }, prefecture, 'below'],
    ['a province to a county of its prefecture', { level: 'province', scope: '410000' }, county, 'beyond'],
    ['a province to a county directly below it', { level: 'province', scope: '410000' }, jiyuan, 'below'],
    ['a municipality to its district', { level: 'province', scope: '120000' }, binhai, 'below'],
    ['a province to a district of another', { level: 'province', scope: '410000' }, binhai, 'beyond'],
    ['the ministry to a province', { level: 'ministry', scope: '000000' }, province, 'below'],
    ['the ministry to a prefecture', { level: 'ministry', scope: '000000' }, prefecture, 'beyond'],
    ['a kindergarten to itself', { level: 'institution', scope: '12' }, kindergarten, 'own'],
    ['a kindergarten to its sister', { level: 'institution', scope: '13' }, kindergarten, 'beyond'],
  ] as const)('%s', (_name, seat, place, expected) => expect(relationOf(seat, place)).toBe(expected));
});

const seat = { level: 'county', scope: '410105', accountId: 1, personId: 101 } as const;
const account = (role: Role, place: OfficePlace, over: Partial<HeldAccount> = {}): HeldAccount => ({
  id: 2,
  personId: 102,
  role,
  office: place,
  isClosed: false,
  wasUsed: true,
  ...over,
});
const codeOf = (verdict: ReturnType<typeof decideClose>) => (verdict.accepted ? null : verdict.refusal.code);

describe('roles that are given', () => {
  it('at the own office, a section, a support unit, a kindergarten, a town, and a level below', () => {
    expect(rolesToGive(seat, county)).toEqual(rolesAt.county);
    expect(rolesToGive(seat, section)).not.toContain('system-administrator');
    expect(rolesToGive(seat, support)).toEqual(['support']);
    expect(rolesToGive(seat, kindergarten)).toEqual(['ordinary', 'review', 'system-administrator']);
    expect(rolesToGive(seat, town)).toEqual(['review', 'reader']);
    expect(rolesToGive({ level: 'prefecture', scope: '410100' }, county).every(isAdministrator)).toBe(true);
    expect(rolesToGive({ level: 'institution', scope: '12' }, kindergarten)).not.toContain('review');
    expect(rolesToGive({ level: 'town', scope: '410105001000' }, town).length).toBe(2);
  });

  it('are always roles that exist at the level', () => {
    for (const level of levels)
      for (const place of [county, section, support, kindergarten, town, prefecture, province])
        for (const role of rolesToGive({ level, scope: place.scope }, place))
          expect(rolesAt[place.level]).toContain(role);
  });
});

describe('what an administrator may do', () => {
  test.each([
    ['his own account', account('system-administrator', county, { id: 1 }), 'administration.not-yourself'],
    ['another account of his own', account('ordinary', county, { personId: 101 }), 'administration.not-yourself'],
    ['a colleague', account('security-administrator', county), null],
    ['a teacher of a kindergarten', account('teacher', kindergarten), 'administration.role-not-yours-to-give'],
    ['a prefecture', account('reader', prefecture), 'administration.role-not-yours-to-give'],
    ['a closed account', account('ordinary', county, { isClosed: true }), 'administration.account-closed'],
  ])('closing %s', (_name, held, expected) => expect(codeOf(decideClose(seat, held))).toBe(expected));

  test.each([
    ['an ordinary account', account('ordinary', section), null],
    [
      'an administrator that was used',
      account('audit-administrator', county),
      'administration.recover-through-superior',
    ],
    ['an administrator nobody has used yet', account('audit-administrator', county, { wasUsed: false }), null],
    [
      "a kindergarten's administrator",
      account('system-administrator', kindergarten),
      'administration.recover-through-superior',
    ],
    ['a principal', account('review', kindergarten), null],
  ])('a new password for %s', (_name, held, expected) => expect(codeOf(decideReset(seat, held))).toBe(expected));

  it('gives no role that is not his to give', () => {
    expect(codeOf(decideChange(seat, account('ordinary', section), section, 'audit-administrator'))).toBe(
      'administration.role-not-yours-to-give',
    );
    expect(decideChange(seat, account('ordinary', county), section, 'review').accepted).toBe(true);
  });

  it('recovers administrators from above only', () => {
    expect(mayRecover(seat, account('system-administrator', county))).toBe(false);
    expect(mayRecover(seat, account('system-administrator', kindergarten))).toBe(true);
    expect(mayRecover({ ...seat, level: 'prefecture', scope: '410100' }, account('system-administrator', county))).toBe(
      true,
    );
    expect(mayRecover({ ...seat, level: 'prefecture', scope: '410100' }, account('review', county))).toBe(false);
    expect(mayRecover(seat, account('review', section))).toBe(true);
  });
});

describe('duties of sections', () => {
  it('are those of the level, once each', () => {
    expect(dutiesAt('county')).toContain('registration.review');
    expect(dutiesAt('province')).not.toContain('registration.review');
    expect(cleanDuties(['registration.review', 'registration.review', 'announcements.write'], 'county')).toEqual([
      'registration.review',
      'announcements.write',
    ]);
    expect(cleanDuties(['registration.review'], 'province')).toEqual([]);
    for (const template of sectionTemplates) expect(templateDuties(template, 'county').length).toBeGreaterThan(0);
  });
});

describe('one-time passwords', () => {
  it('hold every class, no letter that is mistaken, and follow chance alone', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const password = oneTimePassword((below) => (numbers.next().value as number) % below);
        expect(password).toMatch(/^([2-9A-HJ-NP-Za-hjkmnp-z]{4}-){3}[2-9A-HJ-NP-Za-hjkmnp-z]{4}$/);
        for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/]) expect(password).toMatch(kind);
      }),
      { numRuns: 200 },
    );
  });
});
