import { z } from 'zod';
import { language } from '../papers/contract.ts';

/** POST: the application form of a transfer as PDF; printed before it is decided it is signed, afterwards it is the record. */
export const transferFormInput = z.object({ transferId: z.coerce.number().int(), language });
export const transferFormPath = '/api/transfers/:transferId/form';

/** Most forms of one PDF. */
export const mostTransferForms = 300;

/** POST: the forms of all transfers under way from an institution, or to it, as one PDF: an institution that closes lets all its children go. */
export const transferFormsInput = z.object({
  institutionId: z.coerce.number().int(),
  side: z.enum(['sender', 'receiver']),
  language,
});
export const transferFormsPath = '/api/institutions/:institutionId/transfer-forms';
