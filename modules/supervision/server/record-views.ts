import type { PaperRow } from '../../attachments/server/index.ts';

/** Who said something, and when; null while nobody has. */
export const personOf = (name: string | null, at: Date | null): { name: string; at: string } | null =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

/** A photo or scan as a page lists it. */
export const paperView = ({ id, fileName, bytes, addedBy, addedAt }: PaperRow) => ({
  ...{ id, fileName, bytes, addedBy },
  addedAt: addedAt.toISOString(),
});
