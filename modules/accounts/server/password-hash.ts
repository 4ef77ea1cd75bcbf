import { hash, verify } from '@node-rs/argon2';

/** Argon2id, 19 MiB, two passes (the library's defaults, OWASP's first recommendation). */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A hash of nothing: a name that does not exist takes as long as one that does. */
const nobody = hashPassword('nobody has this password');

/** Compares once, whether there is a hash or not; without one the answer is no. */
export const isPassword = async (kept: string | null, password: string): Promise<boolean> => {
  const right = await verify(kept ?? (await nobody), password);
  return right && kept !== null;
};

/** Whether a password is one of these; all are compared, so that the time does not tell which. */
export const isOneOf = async (kept: readonly string[], password: string): Promise<boolean> => {
  let found = false;
  for (const each of kept) found = (await verify(each, password)) || found;
  return found;
};
