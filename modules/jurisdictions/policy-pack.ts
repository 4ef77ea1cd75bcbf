import { addCalendarDays, addMonths } from '@xueqian/kernel/iso-date.ts';
import type { CalendarAnswer, WorkingCalendar } from '@xueqian/kernel/working-calendar.ts';
import { z } from 'zod';
import published from './reference/policy-packs.json' with { type: 'json' };

/** The sets of rules that are kept: national ones, and what a division has laid down for itself. */
export const packCodes = ['national-2014', 'national-2025', 'henan-2017', 'tianjin-binhai-2020'] as const;
export type PackCode = (typeof packCodes)[number];

/** Units of periods: calendar months, weeks of seven days, calendar days, working days. */
export const periodUnits = ['months', 'weeks', 'days', 'working-days'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** Whose accounts sign in with a second factor. */
export const secondFactorGroups = ['nobody', 'administrators', 'review-and-administrators', 'everybody'] as const;
export type SecondFactorGroup = (typeof secondFactorGroups)[number];

/** `text`: read in the document; `report`: the document is known from reports, its article number was not seen. */
const origin = {
  article: z.string(),
  basis: z.enum(['text', 'report']),
  /** First day of a value that came after its document, ISO; its document's when left out. */
  validFrom: z.iso.date().optional(),
  /** The day from which it no longer counts, ISO. */
  validTo: z.iso.date().optional(),
};
const setting = <T extends z.ZodType>(value: T) => z.object({ value, unit: z.null(), ...origin });
const period = z.union([
  z.object({ value: z.number().int().min(0), unit: z.enum(periodUnits), ...origin }),
  z.object({ value: z.null(), unit: z.null(), ...origin }),
]);
const count = (least: number, most: number) => setting(z.number().int().min(least).max(most));
const lasting = <U extends 'days' | 'hours' | 'minutes'>(unit: U, most: number) =>
  z.object({ value: z.number().int().min(1).max(most), unit: z.literal(unit), ...origin });
const month = setting(z.number().int().min(1).max(12));

const policyShape = z.object({
  /** Application levels; municipalities have four, no prefecture. */
  levels: setting(z.union([z.literal(4), z.literal(5)])),
  /** From admission until the child's file must be entered. */
  fileWithin: period,
  /** Whose approval a new file needs before its number. */
  recordApprovedBy: setting(z.enum(['institution', 'county'])),
  /** From the kindergarten's confirmation until the county must have reviewed. */
  countyReviewWithin: period,
  /**
   * Of the town's first review where the county has switched it on. No document lays a period down; without one a
   * sleeping town would block its county for ever, so it always has one.
   */
  firstReviewWithin: z.object({ value: z.number().int().min(1).max(30), unit: z.enum(periodUnits), ...origin }),
  /** Kind of number for Chinese nationals without a resident number: J formal, L temporary. */
  numberWithoutIdentity: setting(z.enum(['J', 'L'])),
  /** From a change of the child's data until its entry. */
  childChangeWithin: period,
  /** Whose approval a change of name, sex, birth date or document needs. */
  keyChangeApprovedBy: setting(z.enum(['institution', 'county'])),
  /** Whose approval a deferral of school entry (huanxue) needs. */
  deferralApprovedBy: setting(z.enum(['institution', 'county'])),
  /** From a change of the institution's data until its entry. */
  institutionChangeWithin: period,
  /**
   * Whose hands the application of a new institution goes through: one office of the county, or the planning office and
   * then, by nature, the preschool or the vocational office (Binhai measures of 2020, annex 1).
   */
  admissionHandledBy: setting(z.enum(['one-office', 'offices-by-nature'])),
  /** For each step of an admission. No document lays a period down. */
  admissionStepWithin: period,
  /** From receiving an account until a new institution's data must be complete. */
  newInstitutionWithin: period,
  /** From the beginning of a term until the institution's data must have been verified. */
  termCheckWithin: period,
  /** From promotion or graduation until its entry. */
  promotionWithin: period,
  /** From 1 September until the files of graduates must have gone over to their primary schools. */
  primaryEntryWithin: period,
  admissionMonth: month,
  promotionMonth: month,
  graduationMonth: month,
  /** Of a transfer of the file between kindergartens; of each side where the article says so. */
  transferWithin: period,
  transferApprovedByCounty: setting(z.boolean()),
  /** Whether each side of a transfer keeps the guardian's application in writing before it acts. */
  transferPapersNeeded: setting(z.boolean()),
  /** From a fatal or grave accident until it is entered. */
  accidentWithin: period,
  /** From an institution's declaration (yidong shenbao) until the county has dealt with it. */
  declarationWithin: period,
  /** Day of the month by which institutions update, before the snapshot of its last day. */
  monthlyUpdateDay: setting(z.number().int().min(1).max(28)),
  paperFile: setting(z.enum(['kept', 'until-a-year-after-leaving', 'none'])),
  /** Disuse after which an account is sealed. */
  idleAccountSealedAfter: period,
  /** How long the entries of the audit trail are kept; six months at the least (Cybersecurity Law, article 21). */
  auditKept: period,
  /** Who may not change anything before a training is on record: the three administrators, or whoever operates. */
  operatorTrainingNeeded: setting(z.enum(['none', 'administrators', 'operators'])),
  /** From a change among the operators until it is reported. */
  operatorChangeReportedWithin: period,
  /** Who must approve that data leave the system. */
  disclosureApprovedBy: setting(z.enum(['within-scope', 'upper-department', 'government'])),
  /** Fewest characters of a password. */
  passwordLength: count(8, 64),
  /** Of small letters, capital letters, digits and signs, how many classes a password has at least. */
  passwordClasses: count(1, 4),
  /** Days after which a password must be changed. */
  passwordChangedWithin: lasting('days', 3650),
  /** Earlier passwords that may not be taken again. */
  passwordHistory: count(0, 24),
  /** Failures of sign-in in a row after which the name waits. Read from the national pack alone: see accounts. */
  signInFailures: count(3, 20),
  /** From the last thing done until the session ends. */
  sessionIdle: lasting('minutes', 24 * 60),
  /** From sign-in until the session ends, whatever is done in it. */
  sessionLasts: lasting('hours', 24),
  secondFactorFor: setting(z.enum(secondFactorGroups)),
});

export type PolicyValues = z.infer<typeof policyShape>;
export type PolicyKey = keyof PolicyValues;
/** A period with its unit and article; `value` null where the document states none. */
export type Period = z.infer<typeof period>;

const packShape = z.object({
  code: z.enum(packCodes),
  title: z.string(),
  /** The division that issued it, six digits; 000000 for the nation. */
  divisionCode: z.string().length(6),
  inForceFrom: z.iso.date(),
  values: policyShape.partial(),
});
export type PolicyPack = z.infer<typeof packShape>;

/** The packs as published, each with only the values that its own document lays down. */
export const policyPacks: Readonly<Record<PackCode, PolicyPack>> = Object.fromEntries(
  z
    .array(packShape)
    .parse(published.packs)
    .map((pack) => [pack.code, pack]),
) as Record<PackCode, PolicyPack>;

export const policyKeys = Object.keys(policyShape.shape) as PolicyKey[];

/** Value and unit alone. */
export const plainValueOf = ({
  value,
  unit,
}: {
  readonly value: string | number | boolean | null;
  readonly unit: string | null;
}) => ({ value, unit });

/** Whether a value and its unit are of the kind that a key has. */
export const settingFits = (
  key: PolicyKey,
  { value, unit }: { readonly value: string | number | boolean | null; readonly unit: string | null },
): boolean => policyShape.shape[key].safeParse({ value, unit, article: '', basis: 'text' }).success;

export type ResolvedPack = {
  /** The last pack of the chain. */
  readonly pack: PackCode;
  readonly values: { readonly [K in PolicyKey]: PolicyValues[K] & { readonly from: PackCode } };
};

/**
 * The values that a chain of packs lays down, from the general to the particular, whatever the day: each pack inherits
 * what it does not lay down itself. Every chain rests on the specification of 2014. In force on a day: see
 * policy-resolution.
 */
export const resolvePack = (chain: readonly PackCode[]): ResolvedPack => {
  const packs = [policyPacks['national-2014'], ...chain.map((code) => policyPacks[code])];
  const values: Record<string, unknown> = {};
  for (const pack of packs)
    for (const [key, value] of Object.entries(pack.values)) values[key] = { ...value, from: pack.code };
  return { pack: packs.at(-1)!.code, values: values as ResolvedPack['values'] };
};

/**
 * The last day of a period that begins with an event on a date; the day of the event does not count. Null where no
 * period is laid down. `uncovered` when working days reach into a year whose holidays are not known yet.
 */
export const deadlineFrom = (
  { value, unit }: Pick<Period, 'value' | 'unit'>,
  on: string,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): CalendarAnswer<string> | null => {
  if (value === null || unit === null) return null;
  switch (unit) {
    case 'months':
      return { ok: true, value: addMonths(on, value) };
    case 'weeks':
      return { ok: true, value: addCalendarDays(on, value * 7) };
    case 'days':
      return { ok: true, value: addCalendarDays(on, value) };
    case 'working-days':
      return calendar.addWorkingDays(on, value);
  }
};
