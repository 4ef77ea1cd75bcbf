/**
 * Whether somebody said something: two characters at least, as the database counts them. A rare character beyond the
 * first plane is one of them, though it takes two units of a string.
 */
export const isSaid = (text: string | null): boolean => [...(text ?? '').trim()].length >= 2;
