import { z } from 'zod';
import { language } from '../papers/contract.ts';

/** POST: the application form of a change of key information as PDF, old and new values side by side, numbers masked. */
export const keyChangeFormInput = z.object({ applicationId: z.coerce.number().int(), language });
export const keyChangeFormPath = '/api/key-changes/:applicationId/form';
