import { z } from 'zod';
import { isIsoDate } from './iso-date.ts';

const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = (pattern: RegExp) => z.string().max(200).regex(pattern).nullish();

/** Keyset paging: `after` is the opaque cursor of the last page, null at the start; never an offset. */
export const pageInput = { after: z.string().max(200).nullish(), limit };

/** Pages by id. */
export const idPageInput = { after: cursor(/^\d{1,15}$/), limit };

/** Pages by id, or by name and then id: `id|name`. */
export const namePageInput = { after: cursor(/^\d{1,15}(\|[\s\S]*)?$/), limit };

const isInstant = (text: string): boolean => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
};

/** Pages by instant, then id: `2026-11-22T01:00:00.000Z|17`. */
export const instantPageInput = {
  after: cursor(/^2\d{3}-[^|]{15,20}\|\d{1,15}$/).refine(
    (text) => !text || isInstant(text.slice(0, text.indexOf('|'))),
  ),
  limit,
};

/** Pages by day, then id: `2026-07-31|17`. */
export const dayPageInput = {
  after: cursor(/^\d{4}-\d{2}-\d{2}\|\d{1,15}$/).refine((text) => !text || isIsoDate(text.slice(0, 10))),
  limit,
};

/** A page of rows and the cursor of the next one (null at the end). */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
