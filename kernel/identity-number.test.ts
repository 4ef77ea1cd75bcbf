import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCharacterOf,
  checkEighteen,
  checkHongKongIdentityCard,
  checkIdentity,
  looksLikeLostDigits,
  maskIdentityNumber,
  normaliseIdentityNumber,
  unknownAddressOf,
} from './identity-number.ts';
import { addCalendarDays } from './iso-date.ts';
import { checkUnifiedCreditCode } from './unified-credit-code.ts';

const readCases = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`./testing/${file}`, import.meta.url)), { columns: true });

const citizenNumber = fc
  .record({
    area: fc.integer({ min: 110_000, max: 659_999 }),
    day: fc.integer({ min: 0, max: 2600 }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, day, sequence }) => {
    const birthOn = addCalendarDays('2016-01-01', day);
    const seventeen = `${area}${birthOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return { number: seventeen + checkCharacterOf(seventeen), birthOn, sex: sequence % 2 === 1 ? '1' : '2' };
  });

const typeOfVector: Readonly<Record<string, string>> = {
  resident_id_18: '1',
  resident_id_any: '1',
  resident_id_15_obsolete: '1',
  hk_residence_permit_18: 'H',
  macao_residence_permit_18: 'H',
  taiwan_residence_permit_18: 'I',
  foreign_permanent_resident_18: '9',
  hk_identity_card: '6',
  hk_macao_mainland_travel_permit: 'D',
  taiwan_identity_card: '8',
};

describe('published vectors', () => {
  const vectors = readCases('identity-number-vectors.csv');
  test.each(vectors.map((row) => [row.number!, row.kind!, row.valid_per_source!, row.note!]))(
    '%s as %s is %s (%s)',
    (written, kind, validity) => {
      const number = normaliseIdentityNumber(written);
      if (kind === 'unified_social_credit_code') {
        expect(checkUnifiedCreditCode(number).ok).toBe(true);
        return;
      }
      // A Taiwan identity card is none of the documents a child may be registered with; the 15-digit number neither.
      const accepted = validity !== 'invalid' && kind !== 'taiwan_identity_card' && kind !== 'resident_id_15_obsolete';
      const check =
        kind === 'hk_identity_card' ? checkHongKongIdentityCard(number) : checkIdentity(typeOfVector[kind]!, number);
      if (kind === 'hk_identity_card' && validity === 'format_only') {
        expect(check).toMatchObject({ code: 'check-digit' });
        return;
      }
      expect(check.ok).toBe(accepted);
      if (kind === 'resident_id_15_obsolete') expect(check).toMatchObject({ code: 'obsolete-15' });
    },
  );
});

describe('eighteen characters', () => {
  test.each([
    ['11010519491231002X', 'resident', '1949-12-31', '2'],
    ['440524188001010014', null, null, null],
    ['410101202109010039', 'resident', '2021-09-01', '1'],
    ['410101202109010047', 'resident', '2021-09-01', '2'],
    ['810000202003150028', 'hong-kong-residence-permit', '2020-03-15', '2'],
    ['820000201907010017', 'macao-residence-permit', '2019-07-01', '1'],
    ['830000202102280032', 'taiwan-residence-permit', '2021-02-28', '1'],
    ['650100202002290016', 'resident', '2020-02-29', '1'],
    ['911840202001010012', 'foreign-permanent-resident', '2020-01-01', '1'],
  ])('%s is %s', (number, kind, birthOn, sex) => {
    const check = checkEighteen(number);
    if (kind === null) expect(check).toMatchObject({ ok: false, code: 'date' });
    else expect(check).toEqual({ ok: true, kind, birthOn, sex });
  });

  test.each([
    ['41010120210901003', 'length', { length: 17, expected: 18 }],
    ['4101012021O9010039', 'characters', { position: 11, character: 'O' }],
    ['41010120210901003Y', 'characters', { position: 18, character: 'Y' }],
    ['41010120210901003x', 'characters', { position: 18, character: 'x' }],
    ['410101202102290039', 'date', { date: '20210229' }],
    ['410101202113010039', 'date', { date: '20211301' }],
    ['410101202109010038', 'check-digit', {}],
    ['010101202109010039', 'prefix', { prefix: '01' }],
    ['840101202109010039', 'prefix', { prefix: '84' }],
    ['410101210901003', 'obsolete-15', {}],
    ['', 'length', { length: 0, expected: 18 }],
  ])('%s is refused: %s', (number, code, facts) => {
    expect(checkEighteen(number)).toEqual({ ok: false, code, facts });
  });

  test('every composed number passes with its birth date and sex', () => {
    fc.assert(
      fc.property(citizenNumber, ({ number, birthOn, sex }) => {
        expect(checkIdentity('1', number)).toEqual({ ok: true, kind: 'resident', birthOn, sex });
      }),
    );
  });

  test('one wrong character or two neighbours exchanged never pass', () => {
    fc.assert(
      fc.property(
        citizenNumber,
        fc.nat({ max: 17 }),
        fc.constantFrom(...'0123456789X'),
        ({ number }, at, character) => {
          const changed = number.slice(0, at) + character + number.slice(at + 1);
          expect(checkIdentity('1', changed).ok).toBe(changed === number);
          const swapped = number.slice(0, at) + (number[at + 1] ?? '') + number[at] + number.slice(at + 2);
          expect(checkIdentity('1', swapped).ok).toBe(swapped === number);
        },
      ),
    );
  });

  test('an address code is never a reason to refuse', () => {
    expect(checkIdentity('1', '235407195106112745').ok).toBe(true);
    const known = (code: string) => code === '410101';
    expect(unknownAddressOf('410101202109010039', known)).toBeNull();
    expect(unknownAddressOf('235407195106112745', known)).toBe('235407');
    expect(unknownAddressOf('810000202003150028', known)).toBeNull();
    expect(unknownAddressOf('E12345678', known)).toBeNull();
  });
});

describe('documents by type', () => {
  test.each([
    ['1', '810000202003150028', 'prefix'],
    ['1', '911840202001010012', 'prefix'],
    ['H', '810000202003150028', 'hong-kong-residence-permit'],
    ['H', '820000201907010017', 'macao-residence-permit'],
    ['H', '830000202102280032', 'prefix'],
    ['I', '830000202102280032', 'taiwan-residence-permit'],
    ['I', '410101202109010039', 'prefix'],
    ['9', '911840202001010012', 'foreign-permanent-resident'],
    ['9', 'USA110020010101', 'foreign-permanent-resident-2017'],
    ['9', '410101202109010039', 'prefix'],
    ['D', 'H12345678', 'hong-kong-macao-pass'],
    ['D', 'M1234567801', 'hong-kong-macao-pass'],
    ['D', 'K12345678', 'format'],
    ['D', 'H1234567', 'format'],
    ['8', '12345678', 'taiwan-pass'],
    ['8', '1234567890', 'taiwan-pass'],
    ['8', '123456789', 'format'],
    ['8', 'A2345678', 'format'],
    ['A', 'E12345678', 'passport'],
    ['A', 'C01X00T47', 'passport'],
    ['A', 'E123', 'length'],
    ['A', 'E12345678901234567', 'length'],
    ['A', 'UNKNOWN', 'format'],
    ['A', '00000000', 'format'],
    ['A', 'E1234-5678', 'characters'],
    ['6', 'A123456(3)', 'hong-kong-document'],
    ['6', 'A123456(4)', 'check-digit'],
    ['6', 'H12345678', 'hong-kong-document'],
    ['7', '1234567(8)', 'macao-document'],
    ['E', 'X320101001', 'birth-certificate'],
    ['E', '3201010011', 'format'],
    ['E', 'X32010100', 'format'],
    ['2', '\u519b\u5b57\u7b2c1234567\u53f7', 'military'],
    ['B', '410101123456', 'household-register'],
    ['Z', 'ANYTHING', 'other'],
    ['Z', '410***********0039', 'characters'],
    ['Q', '1', 'unknown-type'],
  ])('type %s, %s: %s', (type, number, outcome) => {
    const check = checkIdentity(type, number);
    expect(check.ok ? check.kind : check.code).toBe(outcome);
  });

  test('no text makes a check throw, and accepted numbers are normal already', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'123456789ADEHIZB'), fc.string({ unit: 'binary' }), (type, text) => {
        const number = normaliseIdentityNumber(text);
        checkIdentity(type, number);
        expect(normaliseIdentityNumber(number)).toBe(number);
      }),
    );
  });
});

describe('normalising', () => {
  test.each([
    [' 410101202109010039 ', '410101202109010039'],
    ["'410101202109010039", '410101202109010039'],
    ['\u2018410101202109010039', '410101202109010039'],
    ['410101 20210901 0039', '410101202109010039'],
    ['410101\u3000202109010039\u200b\ufeff', '410101202109010039'],
    ['\uff14\uff11\uff10\uff11\uff10\uff11202109010039', '410101202109010039'],
    ['33010219200403064x', '33010219200403064X'],
    ['33010219200403064\uff58', '33010219200403064X'],
    ['33010219200403064\u00d7', '33010219200403064X'],
    ['33010219200403064\u0425', '33010219200403064X'],
    ['\u202d410101202109010039\u202c', '410101202109010039'],
    ['\t410101202109010039\r\n', '410101202109010039'],
    ['e12345678', 'E12345678'],
    ['a123456\uff083\uff09', 'A123456(3)'],
    ['', ''],
  ])('%j becomes %j', (written, number) => {
    expect(normaliseIdentityNumber(written)).toBe(number);
  });
});

describe('lost digits', () => {
  test.each([
    ['4.10101E+17', true],
    ['4.10101202109E17', true],
    ['4E+17', true],
    ['4,10101E+17', true],
    [410101202109010000, true],
    [410101, false],
    ['410101202109010039', false],
    ['410101202109010000', true],
    ['E12345678', false],
    ['1E2345678', false],
    ['', false],
  ])('%j: %s', (written, lost) => {
    expect(looksLikeLostDigits(written)).toBe(lost);
  });

  test('a true number that ends in 000 is kept as text', () => {
    fc.assert(
      fc.property(citizenNumber, ({ number }) => {
        expect(looksLikeLostDigits(number)).toBe(false);
      }),
    );
  });
});

describe('masking', () => {
  test.each([
    ['410101202109010039', '410***********0039'],
    ['H12345678', 'H******78'],
    ['A12', '***'],
    ['', ''],
  ])('%s shows %s', (number, masked) => {
    expect(maskIdentityNumber(number)).toBe(masked);
  });
});

describe('unified social credit code', () => {
  test.each([
    ['12410100MB00000002', true],
    ['52410100MJ0000000C', true],
    ['52410100MJ0000000D', false],
    ['5241010OMJ0000000C', false],
    ['52410100MJ0000000', false],
  ])('%s: %s', (code, ok) => {
    expect(checkUnifiedCreditCode(code).ok).toBe(ok);
  });
});
