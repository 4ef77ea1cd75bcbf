type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields that differ, before and after, as they may be written into the trail. What differs is judged by the whole
 * values, and written as shown: a number that was changed appears with both its masked forms.
 */
export const changedFields = (
  before: Fields,
  after: Fields,
  shownBefore: Fields = before,
  shownAfter: Fields = after,
): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } => {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  );
  const pick = (fields: Fields) => Object.fromEntries(changed.map((key) => [key, fields[key] ?? null]));
  return { before: pick(shownBefore), after: pick(shownAfter) };
};
