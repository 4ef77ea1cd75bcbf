/** What a password must hold; the numbers come from the policy pack in force (GB/T 22239-2019, 8.1.4.1 a). */
export type PasswordLimits = {
  /** Fewest characters. */
  readonly length: number;
  /** Fewest classes of characters out of four. */
  readonly classes: number;
};

/** Whose password it is: neither the login nor the name may stand in it. */
export type PasswordOwner = { readonly login: string; readonly personName: string };

/** Checks of a new password, in the order in which they are shown. */
export const passwordChecks = ['length', 'classes', 'not-login', 'not-name'] as const;
export type PasswordCheck = (typeof passwordChecks)[number];

const characterClasses = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** How many of the four classes stand in a password: small letters, capital letters, digits, signs. */
export const classesIn = (password: string): number => characterClasses.filter((each) => each.test(password)).length;

const holds = (password: string, word: string): boolean => {
  const [text, part] = [password.toLowerCase(), word.trim().toLowerCase()];
  return part.length > 1 && (text.includes(part) || text.includes([...part].reverse().join('')));
};

/** Each check of a password and whether it is met; a page shows them while the person types, the server decides by them. */
export const checkPassword = (
  password: string,
  owner: PasswordOwner,
  limits: PasswordLimits,
): Readonly<Record<PasswordCheck, boolean>> => ({
  length: [...password].length >= limits.length,
  classes: classesIn(password) >= limits.classes,
  'not-login': password !== '' && !holds(password, owner.login),
  'not-name': password !== '' && !holds(password, owner.personName),
});

export const isPasswordStrong = (password: string, owner: PasswordOwner, limits: PasswordLimits): boolean =>
  Object.values(checkPassword(password, owner, limits)).every(Boolean);

const day = 24 * 60 * 60 * 1000;

/** When a password that was set at an instant must have been changed. */
export const passwordExpiresAt = (changedAt: Date, changedWithinDays: number): Date =>
  new Date(changedAt.getTime() + changedWithinDays * day);
