import { createCipheriv, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * Sealing of personal numbers at rest (GB/T 22239-2019, 8.1.4.8): SM4 in counter mode with a synthetic IV that is an
 * HMAC-SM3 of the value (the SIV construction of RFC 5297 with the national algorithms). The same value seals to the
 * same bytes, so equality can be compared without opening; opening checks the IV, so a changed byte is noticed.
 * The other half of the same HMAC is the search digest. Keys live outside the database (platform/keys.ts).
 *
 * Sealed bytes: 1 key id · 16 IV · ciphertext.
 */
export type SealingKey = {
  /** 1–255, the first byte of what it sealed. */
  readonly id: number;
  /** 16 bytes, SM4. */
  readonly cipher: Buffer;
  /** 32 bytes, HMAC-SM3. */
  readonly mac: Buffer;
};

export type SealedValue = { readonly sealed: Buffer; readonly digest: Buffer };

export class SealBroken extends Error {}

export type Sealer = {
  /** Seals values of one kind; `digest` (16 bytes) finds equal values of that kind. */
  sealMany(kind: string, values: readonly string[]): SealedValue[];
  seal(kind: string, value: string): SealedValue;
  /** Keyed digest alone, 16 bytes. */
  digest(kind: string, value: string): Buffer;
  /** The value; SealBroken when the bytes were changed or sealed under another key or kind. */
  open(kind: string, sealed: Buffer): string;
};

const block = 16;

/** Counter blocks of a value: the IV, then the IV plus one, plus two … as a 128-bit big-endian number. */
const writeCounters = (target: Buffer, offset: number, iv: Buffer, blocks: number): void => {
  iv.copy(target, offset, 0, block);
  for (let index = 1; index < blocks; index += 1) {
    const at = offset + index * block;
    target.copy(target, at, at - block, at);
    for (let byte = at + block - 1; byte >= at; byte -= 1) {
      const next = ((target[byte] ?? 0) + 1) & 0xff;
      target[byte] = next;
      if (next !== 0) break;
    }
  }
};

export const makeSealer = (key: SealingKey, older: readonly SealingKey[] = []): Sealer => {
  const macKey: KeyObject = createSecretKey(key.mac);
  const keys = new Map([key, ...older].map((each) => [each.id, each]));

  const macOf = (kind: string, value: string, mac: KeyObject | Buffer = macKey): Buffer =>
    createHmac('sm3', mac).update(`${kind}\u0000${value}`).digest();

  // One cipher call for a whole batch: the keystream of counter mode is the block cipher over the counter blocks.
  const keystream = (ivs: readonly Buffer[], lengths: readonly number[], cipherKey: Buffer): Buffer => {
    const counts = lengths.map((length) => Math.ceil(length / block));
    const counters = Buffer.alloc(counts.reduce((sum, count) => sum + count, 0) * block);
    let offset = 0;
    ivs.forEach((iv, index) => {
      const count = counts[index] ?? 0;
      if (count > 0) writeCounters(counters, offset, iv, count);
      offset += count * block;
    });
    const cipher = createCipheriv('sm4-ecb', cipherKey, null);
    cipher.setAutoPadding(false);
    return cipher.update(counters);
  };

  const sealMany = (kind: string, values: readonly string[]): SealedValue[] => {
    const plains = values.map((value) => Buffer.from(value, 'utf8'));
    const macs = values.map((value) => macOf(kind, value));
    const stream = keystream(
      macs.map((mac) => mac.subarray(block)),
      plains.map((plain) => plain.length),
      key.cipher,
    );
    let offset = 0;
    return plains.map((plain, index) => {
      const mac = macs[index] as Buffer;
      const sealed = Buffer.allocUnsafe(1 + block + plain.length);
      sealed[0] = key.id;
      mac.copy(sealed, 1, block, 2 * block);
      for (let byte = 0; byte < plain.length; byte += 1) {
        sealed[1 + block + byte] = (plain[byte] ?? 0) ^ (stream[offset + byte] ?? 0);
      }
      offset += Math.ceil(plain.length / block) * block;
      return { sealed, digest: mac.subarray(0, block) };
    });
  };

  return {
    sealMany,
    seal: (kind, value) => sealMany(kind, [value])[0] as SealedValue,
    digest: (kind, value) => macOf(kind, value).subarray(0, block),
    open: (kind, sealed) => {
      const used = keys.get(sealed[0] ?? 0);
      if (!used) throw new SealBroken(`sealed under key ${sealed[0] ?? 0}, which is not loaded`);
      const iv = sealed.subarray(1, 1 + block);
      const body = sealed.subarray(1 + block);
      const stream = keystream([iv], [body.length], used.cipher);
      const plain = Buffer.from(body.map((byte, index) => byte ^ (stream[index] ?? 0)));
      const value = plain.toString('utf8');
      if (!timingSafeEqual(macOf(kind, value, used.mac).subarray(block), iv))
        throw new SealBroken('sealed value was changed');
      return value;
    },
  };
};
