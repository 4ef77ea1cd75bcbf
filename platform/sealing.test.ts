import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKey } from './key-file.ts';
import { type Algorithm, makeSealer, SealBroken } from './sealing.ts';

const key = { id: 1, cipher: randomBytes(16), mac: randomBytes(32) };
const sealer = makeSealer(key);

describe('sealing', () => {
  it('opens what it sealed, of any text and length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }).filter((text) => Buffer.from(text).toString() === text)),
        (values) => {
          const sealed = sealer.sealMany('identity', values);
          expect(sealed.map((each) => sealer.open('identity', each.sealed))).toEqual(values);
        },
      ),
    );
  });

  it('is SM4 in counter mode, also where the counter carries over', () => {
    for (const value of ['410105202001011234', 'x'.repeat(700)]) {
      const { sealed } = sealer.seal('identity', value);
      const cipher = createCipheriv('sm4-ctr', key.cipher, sealed.subarray(1, 17));
      expect(sealed.subarray(17)).toEqual(Buffer.concat([cipher.update(value), cipher.final()]));
    }
  });

  it('digests with the HMAC-SM3 of the library, of any key and text', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(bytes, fc.array(fc.string({ unit: 'grapheme', maxLength: 700 })), (mac, values) => {
        const digests = makeSealer({ ...key, mac }).sealMany('phone', values);
        digests.forEach(({ sealed, digest }, index) => {
          const expected = createHmac('sm3', mac).update(`phone\u0000${values[index]}`).digest();
          expect(Buffer.concat([digest, sealed.subarray(1, 17)])).toEqual(expected);
        });
      }),
    );
  });

  it('notices a changed byte, another kind and another key', () => {
    const { sealed } = sealer.seal('identity', '410105202001011234');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => sealer.open('identity', changed)).toThrow(SealBroken);
    }
    expect(() => sealer.open('guardian', sealed)).toThrow(SealBroken);
    expect(() => makeSealer({ ...key, mac: randomBytes(32) }).open('identity', sealed)).toThrow(SealBroken);
  });

  it('seals again under another key without a word of what is sealed: same IV, same digest, still openable', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom<Algorithm>('sm4', 'aes'),
        fc.constantFrom<Algorithm>('sm4', 'aes'),
        (value, one, other) => {
          const first = newKey(1, one);
          const second = newKey(2, other, first.mac);
          const { sealed, digest } = makeSealer(first).seal('identity', value);
          const both = makeSealer(second, [first]);
          const again = both.underCurrentKey(sealed);
          expect(both.open('identity', sealed)).toBe(value);
          expect(again[0]).toBe(2);
          expect(makeSealer(second).open('identity', again)).toBe(value);
          expect(again).toEqual(both.seal('identity', value).sealed);
          expect(again.subarray(1, 17)).toEqual(sealed.subarray(1, 17));
          expect(both.digest('identity', value)).toEqual(digest);
          expect(both.underCurrentKey(again)).toBe(again);
          if (value.length > 8) expect(again.subarray(17)).not.toEqual(sealed.subarray(17));
          expect(() => makeSealer(first).open('identity', again)).toThrow(SealBroken);
        },
      ),
      { examples: [['41010520200101123X 及监护人', 'sm4', 'aes']], numRuns: 60 },
    );
  });

  it('gives equal values equal digests, and different kinds different ones', () => {
    expect(sealer.digest('identity', 'A')).toEqual(sealer.seal('identity', 'A').digest);
    expect(sealer.digest('identity', 'A')).not.toEqual(sealer.digest('guardian', 'A'));
    expect(sealer.digest('identity', 'A')).toHaveLength(16);
  });
});
