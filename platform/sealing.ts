import { createCipheriv, hash, timingSafeEqual } from 'node:crypto';

/** The block ciphers to choose from: the national one, or AES with a key of 256 bits. */
export const algorithms = ['sm4', 'aes'] as const;
export type Algorithm = (typeof algorithms)[number];
export const cipherKeyBytes: Readonly<Record<Algorithm, number>> = { sm4: 16, aes: 32 };
const blockCipher: Readonly<Record<Algorithm, string>> = { sm4: 'sm4-ecb', aes: 'aes-256-ecb' };

/**
 * Sealing of personal numbers at rest (GB/T 22239-2019, 8.1.4.8): SM4 (or AES) in counter mode with a synthetic IV that
 * is an HMAC-SM3 of the value (the SIV construction of RFC 5297 with the national algorithms). The same value has the
 * same IV, so equality can be compared without opening; opening checks the IV, so a changed byte is noticed.
 * The other half of the same HMAC is the search digest. Keys live outside the database (platform/keys.ts).
 *
 * Sealed bytes: 1 key id · 16 IV · ciphertext. The HMAC's key outlives the cipher's: sealing again under another cipher
 * key changes the first byte and the ciphertext, never the IV or a digest.
 */
export type SealingKey = {
  /** 1–255, the first byte of what it sealed. */
  readonly id: number;
  /** SM4 when left out. */
  readonly algorithm?: Algorithm;
  /** 16 bytes for SM4, 32 for AES. */
  readonly cipher: Buffer;
  /** 32 bytes, HMAC-SM3; the same in all keys of one file. */
  readonly mac: Buffer;
};

/** The part of a sealed column that is equal for equal values under whatever cipher key: the IV. */
export const sealedEqual = (column: string): string => `substring(${column} from 2 for 16)`;

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
  /** The same value under the current key; the very bytes when they are so already. Needs no kind: the IV stays. */
  underCurrentKey(sealed: Buffer): Buffer;
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
  const keys = new Map([key, ...older].map((each) => [each.id, { key: each, mac: makeMac(each.mac) }]));
  const current = makeMac(key.mac);

  const macOf = (kind: string, value: string, mac = current): Buffer => mac(`${kind}\u0000${value}`);

  // One cipher call for a whole batch: the keystream of counter mode is the block cipher over the counter blocks.
  const keystream = (ivs: readonly Buffer[], lengths: readonly number[], used: SealingKey): Buffer => {
    const counts = lengths.map((length) => Math.ceil(length / block));
    const counters = Buffer.alloc(counts.reduce((sum, count) => sum + count, 0) * block);
    let offset = 0;
    ivs.forEach((iv, index) => {
      const count = counts[index] ?? 0;
      if (count > 0) writeCounters(counters, offset, iv, count);
      offset += count * block;
    });
    const cipher = createCipheriv(blockCipher[used.algorithm ?? 'sm4'], used.cipher, null);
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
      key,
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

  const keyOf = (sealed: Buffer) => {
    const used = keys.get(sealed[0] ?? 0);
    if (!used) throw new SealBroken(`sealed under key ${sealed[0] ?? 0}, which is not loaded`);
    return used;
  };
  /** The body of sealed bytes, turned by the keystream of a key: ciphertext into text and back. */
  const turn = (sealed: Buffer, used: SealingKey): Buffer => {
    const body = sealed.subarray(1 + block);
    const stream = keystream([sealed.subarray(1, 1 + block)], [body.length], used);
    return Buffer.from(body.map((byte, index) => byte ^ (stream[index] ?? 0)));
  };

  return {
    sealMany,
    seal: (kind, value) => sealMany(kind, [value])[0] as SealedValue,
    digest: (kind, value) => macOf(kind, value).subarray(0, block),
    open: (kind, sealed) => {
      const used = keyOf(sealed);
      const value = turn(sealed, used.key).toString('utf8');
      if (!timingSafeEqual(macOf(kind, value, used.mac).subarray(block), sealed.subarray(1, 1 + block)))
        throw new SealBroken('sealed value was changed');
      return value;
    },
    underCurrentKey: (sealed) => {
      const used = keyOf(sealed);
      if (used.key.id === key.id) return sealed;
      const head = Buffer.concat([Buffer.from([key.id]), sealed.subarray(1, 1 + block)]);
      return Buffer.concat([head, turn(Buffer.concat([head, turn(sealed, used.key)]), key)]);
    },
  };
};

/** A sealer that always works under the keys of this moment: they may change while it lives (platform/keys.ts). */
export const makeLiveSealer = (keys: {
  readonly current: SealingKey;
  readonly older: readonly SealingKey[];
}): Sealer => {
  let made: { readonly from: SealingKey; readonly sealer: Sealer } | null = null;
  const now = (): Sealer => {
    const { current } = keys;
    if (made?.from !== current) made = { from: current, sealer: makeSealer(current, keys.older) };
    return made.sealer;
  };
  return {
    sealMany: (kind, values) => now().sealMany(kind, values),
    seal: (kind, value) => now().seal(kind, value),
    digest: (kind, value) => now().digest(kind, value),
    open: (kind, sealed) => now().open(kind, sealed),
    underCurrentKey: (sealed) => now().underCurrentKey(sealed),
  };
};
