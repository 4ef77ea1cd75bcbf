import { z } from 'zod';

/**
 * draft 草稿 · submitted 待受理 · received 待审核 · approved 待入库赋码 · coded 待开设账号 · opened 待通知 · notified 已通知 ·
 * returned 退回待修改 · withdrawn 已撤回
 */
export const applicationStates = [
  'draft',
  'submitted',
  'received',
  'approved',
  'coded',
  'opened',
  'notified',
  'returned',
  'withdrawn',
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** What people do with an application. */
export const admissionActs = [
  'enter',
  'submit',
  'receive',
  'approve',
  'return',
  'code',
  'hand-over',
  'notify',
  'withdraw',
] as const;
export type AdmissionAct = (typeof admissionActs)[number];

/** Whose hands it goes through: a value of the policy pack. */
export const handledBy = ['one-office', 'offices-by-nature'] as const;
export type HandledBy = (typeof handledBy)[number];

/** Papers of annex 1: application letter, licence, document of approval, legal-person certificate. */
export const scanKinds = ['letter', 'licence', 'approval', 'legal-person'] as const;
export type ScanKind = (typeof scanKinds)[number];

/** Papers without which nothing is handed in; a public institution may have no licence of its own yet. */
export const neededScans = (nature: string): readonly ScanKind[] =>
  nature === '1' ? ['letter', 'approval'] : ['letter', 'licence', 'approval', 'legal-person'];

/** Largest scan in bytes, and the most of an application. */
export const largestScan = 20 * 1024 * 1024;
export const mostScans = 20;

/** Types of scans, found by their content. */
export const scanTypes = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** Whose the buildings and the equipment are. */
export const assetOwners = ['own', 'rented', 'provided', 'other'] as const;

const isoDate = z.iso.date();
const words = (least: number, most: number) => z.string().trim().min(least).max(most);

/** The recognition form (机构申请认定表) with what the application letter must tell (annex 1). */
export const recognitionForm = z.object({
  name: words(2, 60),
  /** Education statistics: 111, 112 kindergartens, 119 preschool class of a school. */
  kind: z.enum(['111', '112', '119']),
  /** 1 public, 2 inclusive private, 3 other non-profit private, 4 for-profit private. */
  nature: z.enum(['1', '2', '3', '4']),
  /** Organiser, education statistics. */
  organizer: words(1, 4),
  /** Null where the register of divisions knows no towns. */
  townCode: z
    .string()
    .regex(/^[0-9A-Z]{9}([0-9A-Z]{3})?$/)
    .nullable(),
  address: words(2, 120),
  /** First day of work. */
  openedOn: isoDate,
  /** Day on which it was approved, and the document that says so. */
  approvedOn: isoDate,
  approvalDocument: words(2, 80),
  licenceNumber: words(3, 40).nullable(),
  licenceValidTo: isoDate.nullable(),
  /** Unified social credit code, GB 32100. */
  creditCode: z
    .string()
    .regex(/^[0-9A-Z]{18}$/)
    .nullable(),
  legalPerson: words(2, 36),
  principalName: words(2, 36),
  /** Approved places (核定学位). */
  places: z.number().int().min(1).max(5000),
  /** Children and staff there now. */
  children: z.number().int().min(0).max(5000),
  staff: z.number().int().min(0).max(2000),
  assets: z.enum(assetOwners),
  /** The letter's own words: approval, opening, children and staff, whose the premises are. */
  letter: words(10, 2000),
});
export type RecognitionForm = z.infer<typeof recognitionForm>;
export type FormField = keyof RecognitionForm;

const draftText = (most: number) => z.string().max(most).nullable();
const draftCount = z.number().int().min(0).max(5000).nullable();

/** As a draft keeps it: of any field something, nothing, or not yet what it must be. */
export const formDraft = z
  .object({
    name: draftText(60),
    kind: z.enum(['111', '112', '119']).nullable(),
    nature: z.enum(['1', '2', '3', '4']).nullable(),
    organizer: draftText(4),
    townCode: draftText(12),
    address: draftText(120),
    openedOn: isoDate.nullable(),
    approvedOn: isoDate.nullable(),
    approvalDocument: draftText(80),
    licenceNumber: draftText(40),
    licenceValidTo: isoDate.nullable(),
    creditCode: draftText(18),
    legalPerson: draftText(36),
    principalName: draftText(36),
    places: draftCount,
    children: draftCount,
    staff: draftCount,
    assets: z.enum(assetOwners).nullable(),
    letter: draftText(2000),
  })
  .partial();
export type FormDraft = z.infer<typeof formDraft>;

export const telephone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/);

/** Fields that stand between a draft and its handing in, in the order of the form. */
export const unfinishedFields = (draft: FormDraft, hasPhone: boolean): readonly (FormField | 'principalPhone')[] => {
  const filled = Object.fromEntries(
    formFields.map((field) => [
      field,
      typeof draft[field] === 'string' && !draft[field] ? null : (draft[field] ?? null),
    ]),
  );
  const checked = recognitionForm.safeParse(filled);
  const wrong = new Set<string>((checked.error?.issues ?? []).map((issue) => String(issue.path[0])));
  // Whoever is private works under a licence; a kindergarten that is a legal person has its code.
  if (draft.nature && draft.nature !== '1')
    for (const field of ['licenceNumber', 'creditCode'] as const) if (!filled[field]) wrong.add(field);
  const open: (FormField | 'principalPhone')[] = formFields.filter((field) => wrong.has(field));
  return hasPhone ? open : [...open, 'principalPhone'];
};

/** The fields in the order of the form. */
export const formFields = Object.keys(recognitionForm.shape) as FormField[];
