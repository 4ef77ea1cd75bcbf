import { createCipheriv, hash, timingSafeEqual } from 'node:crypto';

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
/** Bytes that SM3 takes at once, and bytes of its digest. */
const padBlock = 64;
const macLength = 32;

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

/**
 * HMAC-SM3 with one key (RFC 2104): the digest of the key's outer pad and the digest of its inner pad and the text. Two
 * one-shot digests of the library cost half of its HMAC object, and a sheet takes three hundred thousand.
 */
const makeMac = (key: Buffer): ((text: string) => Buffer) => {
  const padded = Buffer.alloc(padBlock);
  (key.length > padBlock ? hash('sm3', key, 'buffer') : key).copy(padded);
  let inner = Buffer.alloc(
    padBlock + 256,
    padded.map((byte) => byte ^ 0x36),
  );
  const outer = Buffer.alloc(
    padBlock + macLength,
    padded.map((byte) => byte ^ 0x5c),
  );
  return (text) => {
    // At most three bytes a letter.
    const longest = padBlock + text.length * 3;
    if (longest > inner.length) inner = Buffer.concat([inner.subarray(0, padBlock)], longest);
    const end = padBlock + inner.write(text, padBlock);
    outer.write(hash('sm3', inner.subarray(0, end), 'hex'), padBlock, 'hex');
    return hash('sm3', outer, 'buffer');
  };
};

export const makeSealer = (key: SealingKey, older: readonly SealingKey[] = []): Sealer => {
  const keys = new Map([key, ...older].map((each) => [each.id, { cipher: each.cipher, mac: makeMac(each.mac) }]));
  const current = makeMac(key.mac);

  const macOf = (kind: string, value: string, mac = current): Buffer => mac(`${kind}\u0000${value}`);

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
    if (values.length === 0) return [];
    const macs = values.map((value) => macOf(kind, value));
    const lengths = values.map((value) => Buffer.byteLength(value));
    const stream = keystream(
      macs.map((mac) => mac.subarray(block)),
      lengths,
      key.cipher,
    );
    let offset = 0;
    return values.map((value, index) => {
      const mac = macs[index] as Buffer;
      const sealed = Buffer.allocUnsafe(1 + block + (lengths[index] ?? 0));
      sealed[0] = key.id;
      mac.copy(sealed, 1, block, 2 * block);
      sealed.write(value, 1 + block);
      for (let byte = 1 + block; byte < sealed.length; byte += 1)
        sealed[byte] = (sealed[byte] ?? 0) ^ (stream[offset + byte - 1 - block] ?? 0);
      offset += Math.ceil((lengths[index] ?? 0) / block) * block;
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
