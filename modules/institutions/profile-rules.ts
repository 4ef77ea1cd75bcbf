import { levels } from '@xueqian/kernel/actor.ts';
import { z } from 'zod';
import { type Profile, type SectionName, type StaffMember, sectionNames } from './profile.ts';
import published from './reference/profile-rules.json' with { type: 'json' };

const ruleShape = z.object({
  /** Numbered, stable, never used again: 1xx contradictions, 2xx standards, 3xx validity, 4xx missing. */
  code: z.string().regex(/^[1-4]\d\d$/),
  /** `error`: contradicts itself or the law; `warning`: out of the standard, to be explained or mended. */
  severity: z.enum(['error', 'warning']),
  /** The document the rule comes from, as cited. */
  article: z.string().min(4),
  /** Where it is mended. */
  section: z.enum([...sectionNames, 'classes']),
  field: z.string(),
  /** The level that sees to it. */
  owner: z.enum(levels),
});
export type ProfileRule = z.infer<typeof ruleShape>;

/** Every rule, in the order of its number. */
export const profileRules: readonly ProfileRule[] = z.array(ruleShape).parse(published.rules);

/** What a rule found: figures for its text, and the row it speaks of (a class, a building, a person). */
export type Found = { readonly row: string | null; readonly facts: Readonly<Record<string, string | number>> };
type Look = (profile: Profile, on: string) => readonly Found[];

/** Class limits (Kindergarten Work Regulations 2016, article 11); nursery classes 20 and pre-primary classes 40 by custom. */
export const classLimits: Readonly<Record<string, number>> = {
  '10': 20,
  '21': 25,
  '22': 30,
  '23': 35,
  '30': 30,
  '40': 40,
};
/** Children of a kindergarten in general (the same article). */
export const kindergartenLimit = 360;
/** Days before the end of a licence from which it is named. */
const warnBefore = 60;

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const childrenOf = (profile: Profile): number => profile.classes.reduce((sum, each) => sum + each.children, 0);
const atWork = (profile: Profile, on: string): readonly StaffMember[] =>
  (profile.staff ?? []).filter((each) => each.joinedOn <= on && (each.leftOn === null || each.leftOn > on));
const one = (facts: Found['facts']): readonly Found[] => [{ row: null, facts }];
const none: readonly Found[] = [];
const round = (value: number): number => Math.round(value * 100) / 100;
const sumOf = (values: readonly number[]): number => round(values.reduce((all, each) => all + each, 0));

type AreaName = Extract<keyof NonNullable<Profile['conditions']>, `${string}Area`>;

const overTotal =
  (total: AreaName, ...parts: readonly AreaName[]): Look =>
  ({ conditions }) => {
    if (!conditions) return none;
    const sum = sumOf(parts.map((part) => conditions[part]));
    return sum > conditions[total] ? one({ sum, total: conditions[total] }) : none;
  };

/** Square metres a child; `least` as the standard has it. */
const perChild =
  (area: AreaName, least: number): Look =>
  (profile) => {
    const children = childrenOf(profile);
    if (!profile.conditions || children === 0) return none;
    const each = round(profile.conditions[area] / children);
    return each < least ? one({ each, least }) : none;
  };

const people =
  (wrong: (member: StaffMember, on: string) => boolean): Look =>
  (profile, on) =>
    atWork(profile, on)
      .filter((member) => wrong(member, on))
      .map((member) => ({ row: member.name, facts: {} }));

/** Attached classes (119) need no conditions, buildings or finance of their own: those are their school's. */
const missing =
  (section: Exclude<SectionName, 'basic'>): Look =>
  (profile) =>
    profile[section] !== null || (profile.basic?.kind === '119' && section !== 'staff') ? none : one({});

const looks: Readonly<Record<string, Look>> = {
  '101': overTotal('siteArea', 'greenArea', 'playArea'),
  '102': overTotal(
    'buildingArea',
    'activityArea',
    'sleepArea',
    'healthArea',
    'hallArea',
    'toiletArea',
    'kitchenArea',
    'officeArea',
  ),
  '103': overTotal('buildingArea', 'rentedArea'),
  '104': overTotal('buildingArea', 'dangerousArea'),
  '105': ({ buildings, conditions }) => {
    if (!buildings || !conditions) return none;
    const sum = sumOf(buildings.map((each) => each.area));
    // Forms of one year round to the square metre.
    return Math.abs(sum - conditions.buildingArea) > 1 ? one({ sum, total: conditions.buildingArea }) : none;
  },
  '106': ({ finance: f }) => {
    if (!f) return none;
    const sum = sumOf([f.appropriation, f.careFees, f.boardingFees, f.donations, f.organizerFunds, f.otherIncome]);
    return sum === round(f.incomeTotal) ? none : one({ sum, total: f.incomeTotal });
  },
  '107': ({ finance: f }) => {
    if (!f) return none;
    const sum = sumOf([f.personnelSpending, f.publicSpending, f.capitalSpending]);
    return sum === round(f.spendingTotal) ? none : one({ sum, total: f.spendingTotal });
  },
  '108': (profile, on) => {
    const codes = new Set(profile.classes.map((each) => each.code));
    return atWork(profile, on).flatMap(({ name, classCode }) =>
      classCode === null || codes.has(classCode) ? [] : [{ row: name, facts: { classCode } }],
    );
  },
  '201': ({ classes }) =>
    classes.flatMap(({ name, type, children }) => {
      const limit = classLimits[type];
      return limit !== undefined && children > limit ? [{ row: name, facts: { children, limit } }] : [];
    }),
  '202': (profile) => {
    const children = childrenOf(profile);
    return children > kindergartenLimit ? one({ children, limit: kindergartenLimit }) : none;
  },
  '203': (profile, on) => {
    const staff = atWork(profile, on).length;
    const children = childrenOf(profile);
    if (!profile.staff || !profile.conditions || children === 0) return none;
    // Whole days: at most seven children to one of the staff; half days: ten.
    const limit = profile.conditions.wholeDay ? 7 : 10;
    return staff === 0 || children / staff > limit ? one({ staff, children, limit }) : none;
  },
  '204': (profile, on) => {
    const teachers = atWork(profile, on).filter((member) => member.post === '2').length;
    const children = childrenOf(profile);
    if (!profile.staff || children === 0) return none;
    return teachers === 0 || children / teachers > 15 ? one({ teachers, children, limit: 15 }) : none;
  },
  '205': (profile, on) => {
    if (!profile.staff || profile.classes.length === 0) return none;
    const principals = atWork(profile, on).filter((member) => member.post === '1').length;
    const most = profile.classes.length < 6 ? 1 : profile.classes.length < 10 ? 2 : 3;
    return principals === 0 || principals > most ? one({ principals, most }) : none;
  },
  '206': perChild('playArea', 4),
  '207': perChild('activityArea', 8.17),
  '208': perChild('buildingArea', 10.44),
  '209': ({ finance: f }) =>
    f && f.careFeeCharged > f.careFeeFiled ? one({ charged: f.careFeeCharged, filed: f.careFeeFiled }) : none,
  // A twentieth over or under is settled in the next half-year.
  '210': ({ finance: f }) =>
    f && Math.abs(f.mealIncome - f.mealSpending) > f.mealIncome / 20
      ? one({ income: f.mealIncome, spending: f.mealSpending })
      : none,
  '211': people((member) => member.backgroundClear === false),
  '212': ({ buildings }) =>
    (buildings ?? []).flatMap(({ name, safety }) =>
      safety === 'C' || safety === 'D' ? [{ row: name, facts: { safety } }] : [],
    ),
  '301': ({ basic }, on) => {
    const until = basic?.licenceValidTo ?? null;
    return until !== null && until < on ? one({ until, days: day(on) - day(until) }) : none;
  },
  '302': ({ basic }, on) => {
    const until = basic?.licenceValidTo ?? null;
    if (until === null || until < on) return none;
    const days = day(until) - day(on);
    return days <= warnBefore ? one({ until, days }) : none;
  },
  '303': people((member) => member.post === '2' && member.qualification === '0'),
  '304': people((member) => member.backgroundCheckedOn === null),
  '305': people((member, on) => member.healthCertificateTo === null || member.healthCertificateTo < on),
  '306': people((member) => member.establishment === '2' && member.contractFiledOn === null),
  '401': ({ basic }) => (basic === null ? one({}) : none),
  '402': missing('buildings'),
  '403': missing('conditions'),
  '404': missing('staff'),
  '405': missing('finance'),
  '406': ({ classes }) => (classes.length === 0 ? one({}) : none),
};

export type Finding = Found & Pick<ProfileRule, 'code' | 'severity' | 'section' | 'field' | 'owner'>;

/** What the rules find in an institution's file on a day (ISO date), by rule number. */
export const checkProfile = (profile: Profile, on: string): readonly Finding[] =>
  profileRules.flatMap(({ code, severity, section, field, owner }) =>
    (looks[code] as Look)(profile, on).map((found) => ({ ...found, code, severity, section, field, owner })),
  );

/** Numbers of the rules that have a look; the test holds them against the published list. */
export const lookedAt: readonly string[] = Object.keys(looks);
