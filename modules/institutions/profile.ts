import { z } from 'zod';
import { basicSection } from './institution.ts';

/**
 * The sections of an institution's file (specification of 2014, article 13; collection forms), each reported, reviewed
 * and versioned by itself. Classes are kept by their own module, since children stand in them.
 */
export const sectionNames = ['basic', 'buildings', 'conditions', 'staff', 'finance'] as const;
export type SectionName = (typeof sectionNames)[number];

const isoDate = z.iso.date();
/** Square metres, one decimal. */
const area = z.number().min(0).max(1_000_000);
const count = z.number().int().min(0).max(1_000_000);
/** Yuan, two decimals. */
const money = z.number().min(0).max(10_000_000_000);

/** One building (collection form of buildings). */
export const building = z.object({
  name: z.string().trim().min(1).max(40),
  builtIn: z.number().int().min(1900).max(2100),
  floors: z.number().int().min(1).max(30),
  area,
  /** Tenure of premises, education statistics: 1 owned, 2 not owned and used alone, 3 not owned and shared. */
  tenure: z.enum(['1', '2', '3']),
  use: z.string().trim().max(40).nullable(),
  /** Safety grade of the appraisal of dangerous buildings, JGJ 125: A sound … D dangerous as a whole. */
  safety: z.enum(['A', 'B', 'C', 'D']),
  safetyAppraisedOn: isoDate.nullable(),
});
export type Building = z.infer<typeof building>;

/** Conditions (collection form of conditions): areas in square metres. */
export const conditions = z.object({
  siteArea: area,
  greenArea: area,
  playArea: area,
  buildingArea: area,
  rentedArea: area,
  dangerousArea: area,
  activityArea: area,
  sleepArea: area,
  healthArea: area,
  hallArea: area,
  toiletArea: area,
  kitchenArea: area,
  officeArea: area,
  tenure: z.enum(['1', '2', '3']),
  waterSupply: z.enum(['1', '2', '9']),
  toilets: z.enum(['1', '2', '3', '9']),
  childrensBooks: count,
  teachersBooks: count,
  computers: count,
  monitored: z.boolean(),
  boarding: z.boolean(),
  /** Whole days, or half days: the staffing standard differs. */
  wholeDay: z.boolean(),
});
export type Conditions = z.infer<typeof conditions>;

/** One person of the staff. The number of the identity document is sealed and kept beside, never in these fields. */
export const staffMember = z.object({
  name: z.string().trim().min(2).max(36),
  sex: z.enum(['1', '2']),
  birthOn: isoDate,
  /** Post, education statistics: 1 principal, 2 teacher, 3 caretaker, 4 health, 5 administration … */
  post: z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9']),
  classCode: z.string().max(20).nullable(),
  /** 1 postgraduate … 5 below upper secondary (statistics). */
  education: z.enum(['1', '2', '3', '4', '5']),
  preschoolTrained: z.boolean(),
  /** Teacher qualification: 0 none, 1 kindergarten, 2 primary … */
  qualification: z.enum(['0', '1', '2', '3', '4', '5', '6', '7']),
  qualificationNumber: z.string().trim().max(30).nullable(),
  title: z.enum(['1', '2', '3', '4', '5', '9']),
  establishment: z.enum(['1', '2', '3', '4', '9']),
  joinedOn: isoDate,
  leftOn: isoDate.nullable(),
  contractFiledOn: isoDate.nullable(),
  /** Query of criminal records before employment (Preschool Education Law, article 44). */
  backgroundCheckedOn: isoDate.nullable(),
  backgroundClear: z.boolean().nullable(),
  /** Yearly health examination (article 45). */
  healthCertificateTo: isoDate.nullable(),
});
export type StaffMember = z.infer<typeof staffMember>;

/** A member of the staff as stored: one key through all versions, and the number of the document under seal. */
export const storedMember = staffMember.extend({
  key: z.uuid(),
  /** `sealed:` and base64; null while none was given. */
  number: z.string().nullable(),
});
export type StoredMember = z.infer<typeof storedMember>;

/** One class as it stood when the section was filed: the situation of enrolled children (Binhai measures, article 9). */
export const filedClass = z.object({
  code: z.string().max(20),
  name: z.string().max(30),
  type: z.string().max(4),
  capacity: z.number().int().nullable(),
  children: z.number().int().min(0),
});
export type FiledClass = z.infer<typeof filedClass>;

/** Income, spending and fees of one half-year; yuan. */
export const finance = z.object({
  incomeTotal: money,
  appropriation: money,
  careFees: money,
  boardingFees: money,
  donations: money,
  organizerFunds: money,
  otherIncome: money,
  spendingTotal: money,
  personnelSpending: money,
  publicSpending: money,
  capitalSpending: money,
  /** Meals are paid for by meal fees alone and settled by themselves (article 69). */
  mealIncome: money,
  mealSpending: money,
  /** Fees a month as charged, and as filed or approved. */
  careFeeCharged: money,
  careFeeFiled: money,
});
export type Finance = z.infer<typeof finance>;

/** Fields of a section's version, as stored. */
export const sectionShapes = {
  basic: basicSection,
  buildings: z.object({ buildings: z.array(building).max(60) }),
  conditions,
  staff: z.object({ staff: z.array(storedMember).max(600) }),
  classes: z.object({ takenOn: isoDate, classes: z.array(filedClass).max(200) }),
  finance,
} as const satisfies Record<SectionName | 'classes', z.ZodType>;

/** What the rules look at: sections in force (null while there is none), classes and children of the day. */
export type Profile = {
  readonly basic: z.infer<typeof basicSection> | null;
  readonly buildings: readonly Building[] | null;
  readonly conditions: Conditions | null;
  readonly staff: readonly StaffMember[] | null;
  readonly finance: Finance | null;
  readonly classes: readonly {
    readonly code: string;
    readonly name: string;
    readonly type: string;
    readonly children: number;
  }[];
};
