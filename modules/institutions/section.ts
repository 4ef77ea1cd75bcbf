import type { Role } from '@xueqian/kernel/actor.ts';
import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import type { Permission } from '@xueqian/kernel/permissions.ts';
import { termOf } from '@xueqian/kernel/school-year.ts';
import { sectionShapes } from './profile.ts';

/** The sections that are filed by themselves, beside the basic one; in reading order. */
export const filedSections = ['buildings', 'conditions', 'classes', 'staff', 'finance'] as const;
export type FiledSection = (typeof filedSections)[number];

/**
 * Where a version stands: draft · submitted (waits for the principal) · confirmed (waits for the county) · approved
 * (in force, or was) · returned (with a reason, back to those who enter).
 */
export const versionStates = ['draft', 'submitted', 'confirmed', 'approved', 'returned'] as const;
export type VersionState = (typeof versionStates)[number];

/** Who enters a section: the ordinary account all of them, finance and personnel staff theirs (Binhai measures, article 12). */
export const sectionEditors: Readonly<Record<FiledSection, readonly Role[]>> = {
  buildings: ['ordinary'],
  conditions: ['ordinary'],
  classes: ['ordinary'],
  staff: ['ordinary', 'personnel'],
  finance: ['ordinary', 'finance'],
};

/** Which duty of a county's office lets a section come into force (Binhai measures, articles 8, 9 and 11). */
export const sectionDuty = {
  buildings: 'institutions.review-basic',
  conditions: 'institutions.review-basic',
  classes: 'institutions.confirm-enrolment',
  staff: 'institutions.review-basic',
  finance: 'institutions.confirm-finance',
} as const satisfies Record<FiledSection, Permission>;

/** The half-year of a date: `2026-autumn` from September to January, `2027-spring` from February to August. */
export const halfYearOf = (on: string): string => {
  const term = termOf(on);
  const year = Number(on.slice(0, 4));
  return `${term === 'autumn' && on.slice(5, 7) < '02' ? year - 1 : year}-${term}`;
};

/** The half-year before another. */
export const halfYearBefore = (halfYear: string): string => {
  const year = Number(halfYear.slice(0, 4));
  return halfYear.endsWith('autumn') ? `${year}-spring` : `${year - 1}-autumn`;
};

/** The half-years that may be filed on a day: the one it lies in and the three before. */
export const openHalfYears = (on: string): readonly string[] => {
  const first = halfYearOf(on);
  const second = halfYearBefore(first);
  const third = halfYearBefore(second);
  return [first, second, third, halfYearBefore(third)];
};

/** Whether a section is filed for that period: finance for an open half-year, everything else once, under ''. */
export const isPeriodOf = (section: FiledSection, period: string, on: string): boolean =>
  section === 'finance' ? openHalfYears(on).includes(period) : period === '';

/** The newest version as far as decisions need it. */
export type Standing = {
  readonly state: VersionState;
  readonly version: number;
  readonly revision: number;
  readonly submittedBy: number | null;
};
/** What a decision was made on: another version or revision by now means that something changed meanwhile. */
export type Asked = { readonly version: number; readonly revision: number };

const changed = 'institutions.section-changed-meanwhile';
const isMeant = (newest: Standing | null, asked: Asked, state: VersionState): newest is Standing =>
  newest !== null && newest.state === state && newest.version === asked.version && newest.revision === asked.revision;

/** Whether the fields may be changed, and as which version: what is in force is never written over. */
export const decideSave = (
  newest: Standing | null,
  section: FiledSection,
  role: Role,
  knownRevision: number | null,
): Decision<{ readonly version: number; readonly revision: number; readonly isNew: boolean }> => {
  if (!sectionEditors[section].includes(role)) return refuse('institutions.section-of-another-post');
  if (newest?.state === 'submitted' || newest?.state === 'confirmed')
    return refuse('institutions.section-under-review');
  // Two people with the same draft open: the second is told instead of overwriting the first.
  const draft = newest === null || newest.state === 'approved' ? null : newest;
  if (knownRevision !== (draft?.revision ?? null)) return refuse(changed);
  if (draft === null) return accept({ version: (newest?.version ?? 0) + 1, revision: 1, isNew: true });
  return accept({ version: draft.version, revision: draft.revision + 1, isNew: false });
};

/** Whether a draft goes to the principal: whole, and different from what is in force. */
export const decideSubmit = (
  newest: Standing | null,
  asked: Asked,
  section: FiledSection,
  role: Role,
  fields: unknown,
  inForce: unknown,
): Decision<null> => {
  if (!sectionEditors[section].includes(role)) return refuse('institutions.section-of-another-post');
  const draft = isMeant(newest, asked, 'draft') || isMeant(newest, asked, 'returned');
  if (!draft) return refuse(changed);
  const whole = sectionShapes[section].safeParse(fields);
  if (!whole.success) return refuse('institutions.section-incomplete', { count: whole.error.issues.length });
  if (inForce !== null && sameFields(fields, inForce)) return refuse('institutions.section-unchanged');
  return accept(null);
};

/** Whether two versions say the same; the day on which classes were taken is not what they say. */
export const sameFields = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other);
const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) =>
    key === 'takenOn'
      ? undefined
      : each !== null && typeof each === 'object' && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
  );

export type SectionDecision = 'approve' | 'return';
/** A return says why, in two letters at least. */
export const lacksReason = (decision: SectionDecision, reason: string | null): boolean =>
  decision === 'return' && (reason === null || reason.trim().length < 2);

/** The principal's word on a submitted version; never of the person who submitted it. */
export const decideConfirm = (
  newest: Standing | null,
  asked: Asked,
  decision: SectionDecision,
  reason: string | null,
  accountId: number,
): Decision<'confirmed' | 'returned'> => {
  if (!isMeant(newest, asked, 'submitted')) return refuse(changed);
  if (newest.submittedBy === accountId) return refuse('institutions.section-confirmed-by-another');
  if (lacksReason(decision, reason)) return refuse('institutions.return-needs-reason');
  return accept(decision === 'approve' ? 'confirmed' : 'returned');
};

/** The county's word: only by the office that has the duty, and only on what the principal confirmed. */
export const decideReview = (
  newest: Standing | null,
  asked: Asked,
  decision: SectionDecision,
  reason: string | null,
  holdsDuty: boolean,
): Decision<'approved' | 'returned'> => {
  if (!holdsDuty) return refuse('institutions.section-of-another-office');
  if (!isMeant(newest, asked, 'confirmed')) return refuse(changed);
  if (lacksReason(decision, reason)) return refuse('institutions.return-needs-reason');
  return accept(decision === 'approve' ? 'approved' : 'returned');
};
