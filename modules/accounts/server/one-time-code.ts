import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

/** Time-based one-time codes as common authenticators make them (RFC 6238): SHA-1, six digits, 30 seconds. */
const totpOf = (secret: string, login: string): TOTP =>
  new TOTP({ issuer: 'Xueqian', label: login, algorithm: 'SHA1', digits: 6, period: 30, secret });

/** 160 random bits, base32. */
export const newSecret = (): string => new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32;

/** The time step whose code this is, one step of 30 seconds early or late allowed; null: none of them. */
export const stepOfCode = (secret: string, code: string, now: Date): number | null => {
  const totp = totpOf(secret, '');
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta;
};

/** The code of an instant: for tests and journeys. */
export const codeAt = (secret: string, at: Date): string => totpOf(secret, '').generate({ timestamp: at.getTime() });

/** What the authenticator reads from the square: address and square, made here so that nothing is asked of others. */
export const enrolmentOf = (secret: string, login: string): { readonly address: string; readonly square: string } => {
  const address = totpOf(secret, login).toString();
  return { address, square: renderSVG(address, { border: 2, ecc: 'M' }) };
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** How many recovery codes a person is given. */
export const recoveryCodeCount = 10;

/** A code of sixteen letters and digits, 80 random bits, in groups of four. */
export const newRecoveryCode = (): string =>
  [...randomBytes(16)].map((byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${letters[byte % 32]}`).join('');

/** How a recovery code is kept: it opens nothing by itself, and the same code of another account is another hash. */
export const recoveryHash = (accountId: number, code: string): Buffer =>
  createHash('sha256')
    .update(`recovery ${accountId} ${code.replaceAll('-', '')}`)
    .digest();
