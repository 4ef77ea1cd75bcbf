import { z } from 'zod';

/** Keyset paging: `after` is the opaque cursor of the last page, null at the start; never an offset. */
export const pageInput = {
  after: z.string().max(200).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of rows and the cursor of the next one (null at the end). */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
