import { type Level, type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import { duties, mayAtLevel, type Permission } from '@xueqian/kernel/permissions.ts';

/** A permission that a department may give to one of its sections. */
export type Duty = (typeof duties)[number];

/** Duties that exist at a level: someone there holds the permission. */
export const dutiesAt = (level: Level): readonly Duty[] =>
  duties.filter((duty) => rolesAt[level].some((role: Role) => mayAtLevel(duty, level, role)));

/** The sections that departments usually have (Binhai measures, articles 8 to 11). */
export const sectionTemplates = ['preschool', 'vocational-adult', 'planning', 'finance'] as const;
export type SectionTemplate = (typeof sectionTemplates)[number];

const usual: Readonly<Record<SectionTemplate, readonly Duty[]>> = {
  preschool: [
    'institutions.review-basic',
    'institutions.confirm-enrolment',
    'admission.review-public',
    'registration.review',
    'jurisdictions.set-policy',
    'announcements.write',
    'accounts.file-leadership',
  ],
  // Private institutions: their entry into the system and the word on the children there.
  'vocational-adult': [
    'institutions.review-basic',
    'institutions.confirm-enrolment',
    'admission.review-private',
    'registration.review',
    'announcements.write',
  ],
  // Codes of institutions and the statistics beside the system.
  planning: [
    'admission.take-in',
    'admission.receive',
    'admission.assign-code',
    'importing.take-over',
    'announcements.write',
  ],
  // The stamp on income and spending of every institution.
  finance: ['institutions.confirm-finance', 'announcements.write'],
};

export const templateDuties = (template: SectionTemplate, level: Level): readonly Duty[] =>
  usual[template].filter((duty) => dutiesAt(level).includes(duty));

/** Duties as they are kept: those of the level, once each, in table order. */
export const cleanDuties = (given: readonly Permission[], level: Level): Duty[] =>
  dutiesAt(level).filter((duty) => given.includes(duty));
