import { z } from 'zod';
import { language } from '../papers/contract.ts';

/** POST: the application form of a move out of the province or into it, as PDF. */
export const crossingFormInput = z.object({ crossingId: z.coerce.number().int(), language });
export const crossingFormPath = '/api/crossings/:crossingId/form';
