import { z } from 'zod';
import { language } from '../papers/contract.ts';

/** POST: the certificate of a leaving as PDF, for the guardian. */
export const leavingCertificateInput = z.object({ leavingId: z.coerce.number().int(), language });
export const leavingCertificatePath = '/api/leavings/:leavingId/certificate';
