import { z } from 'zod';
import { language } from '../papers/contract.ts';

/** POST: the form of a petition as PDF: recovery, cancellation, deferral and its end. */
export const petitionFormInput = z.object({ petitionId: z.coerce.number().int(), language });
export const petitionFormPath = '/api/petitions/:petitionId/form';
