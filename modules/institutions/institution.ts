import { z } from 'zod';

/** State of the basic section (机构基本信息): empty 未填报 · draft 草稿 · entered 待园长确认 · submitted 待县级审核 · approved 审核通过 · returned 退回 */
export const sectionStates = ['empty', 'draft', 'entered', 'submitted', 'approved', 'returned'] as const;
export type SectionState = (typeof sectionStates)[number];

/** operating 在办 · suspended 停办 · closed 已撤销 */
export const standings = ['operating', 'suspended', 'closed'] as const;
export type Standing = (typeof standings)[number];

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The basic section as the institution fills it (spec article 13; field list of the collection form). */
export const basicSection = z.object({
  name: z.string().trim().min(2).max(60),
  /** Education-statistics institution type: 111, 112, 119. */
  kind: z.enum(['111', '112', '119']),
  /** 1 public, 2 inclusive private, 3 other non-profit private, 4 for-profit private. */
  nature: z.enum(['1', '2', '3', '4']),
  /** Organiser, education statistics. */
  organizer: z.string().max(4),
  /** Urban–rural type, 111…220. */
  urbanRural: z.enum(['111', '112', '121', '122', '123', '210', '220']),
  townCode: z.string().max(12).nullable(),
  address: z.string().trim().min(2).max(120),
  postcode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  licenceNumber: z.string().trim().min(3).max(40),
  licenceValidTo: isoDate.nullable(),
  approvedOn: isoDate.nullable(),
  /** Unified social credit code, GB 32100; attached classes use the school's. */
  creditCode: z.string().max(18).nullable(),
  principalName: z.string().trim().min(2).max(36),
  contactPhone: z.string().regex(/^[0-9-]{7,15}$/),
  /** Approved places (核定学位). */
  places: z.number().int().min(0).max(5000).nullable(),
  /** Care and education fee, yuan a month. */
  feePerMonth: z.number().min(0).max(100_000).nullable(),
});
export type BasicSection = z.infer<typeof basicSection>;
