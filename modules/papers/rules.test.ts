import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationSheet, printedStages } from './application-form.ts';
import { checkCodeOf, readCheckCode } from './check-code.ts';
import { confirmationState, decideSignature } from './confirmation.ts';
import { linesOf } from './paper-form.ts';
import { printable, runsOf, wrapText } from './wrap-text.ts';

const wide = (part: string) => [...part].reduce((sum, each) => sum + (/[\x20-\x7e]/.test(each) ? 1 : 2), 0);

describe('a check code', () => {
  it.each([
    [[0, 0, 0, 0, 0], '0000-0000'],
    [[255, 255, 255, 255, 255], 'ZZZZ-ZZZZ'],
    [[0, 0, 0, 0, 33, 9], '0000-0011'],
  ])('of %j is %s', (bytes, code) => expect(checkCodeOf(Uint8Array.from(bytes))).toBe(code));
  it.each([
    ['abcd-1234', 'ABCD-1234'],
    [' ABCD 1234 ', 'ABCD-1234'],
    ['ａｂｃｄ１２３４', 'ABCD-1234'],
    ['OIL0-0000', '0110-0000'],
    ['ABCD-123', null],
    ['ABCD-123U', null],
    ['', null],
  ])('typed as %j is read as %j', (typed, read) => expect(readCheckCode(typed)).toBe(read));
  it('is read back as it was made, whatever the digest', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 16 }), (bytes) => {
        const code = checkCodeOf(bytes);
        expect(readCheckCode(code.toLowerCase().replace('-', ' '))).toBe(code);
      }),
    ));
});

describe('the stages of a record', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));
  const stage = (step: string, minute: number) => ({ step, at: at(minute) });
  it.each([
    [[], []],
    [[stage('asked', 0)], ['asked']],
    [[stage('asked', 0), stage('released', 0)], ['asked released']],
    [
      [stage('asked', 0), stage('released', 1), stage('accepted', 1)],
      ['asked', 'asked released accepted'],
    ],
  ])('%#: a paper shows every step up to one', (stages, shown) =>
    expect(printedStages(stages).map((each) => each.map(({ step }) => step).join(' '))).toEqual(shown),
  );
  it('stand on the paper between what is asked for and the notes', () => {
    const opinions = [{ title: '监护人', said: '', signature: '签名' }];
    const sheet = applicationSheet({ title: '申请表', head: [], groups: [], opinions, notes: ['说明'] });
    expect(sheet.blocks.map(({ kind }) => kind)).toEqual(['fields', 'opinions']);
    expect(sheet).toMatchObject({ landscape: false, declarations: ['说明'], signatures: [] });
  });
});

describe('a text in lines', () => {
  it.each([
    ['花园路一号', 6, ['花园路', '一号']],
    ['花园路一，号', 8, ['花园路一，', '号']],
    ['410105 19900506', 8, ['410105', '19900506']],
    ['4101051990', 4, ['4101', '0519', '90']],
    ['甲\n乙', 10, ['甲', '乙']],
    ['', 10, ['']],
  ])('%j in %d: %j', (text, width, lines) => expect(wrapText(text, width, wide)).toEqual(lines));
  it('loses nothing but spaces at the ends of lines', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'王𠮷a1 ，。\n') }),
        fc.integer({ min: 4, max: 30 }),
        (text, width) => {
          const bare = (each: string) => each.replaceAll(/\s/g, '');
          expect(bare(wrapText(text, width, wide).join(''))).toBe(bare(text));
        },
      ),
    ));
  it('is cut into runs of one font', () =>
    expect(runsOf('王𠮷𠮷a', (point) => (point > 0xffff ? 'rare' : 'common'))).toEqual([
      { font: 'common', text: '王' },
      { font: 'rare', text: '𠮷𠮷' },
      { font: 'common', text: 'a' },
    ]));
  it('shows the number of a character that no font has, and drops what is no sign', () =>
    expect(printable('王𪟝\u200b\n乙', (point) => point < 0x10000 && point !== 0x200b)).toBe('王[U+2A7DD]\n乙'));
});

it('fields stand two a line, wide ones alone', () => {
  const cell = (label: string, isWide = false) => ({ label, value: '', wide: isWide });
  const lines = linesOf([cell('a'), cell('b'), cell('c'), cell('w', true), cell('d')]);
  expect(lines.map((line) => line.map(({ label }) => label).join(''))).toEqual(['ab', 'c', 'w', 'd']);
});

describe('a signature', () => {
  const file = { birthOn: '2021-09-01', checkCode: 'ABCD-1234' };
  it.each([
    ['2026-11-22', null, 'taken'],
    ['2026-11-22', '', 'taken'],
    ['2026-11-20', 'abcd1234', 'taken'],
    ['2026-11-23', null, 'papers.signed-in-the-future'],
    ['2021-08-31', null, 'papers.signed-before-birth'],
    ['2026-11-22', 'ABC', 'papers.no-check-code'],
    ['2026-11-22', 'ABCD-1235', 'papers.paper-differs'],
  ])('of %s with the code %j: %s', (signedOn, checkCode, outcome) => {
    const decision = decideSignature({ signedOn, checkCode }, file, '2026-11-22');
    expect(decision.accepted ? 'taken' : decision.refusal.code).toBe(outcome);
  });
  it.each([
    [null, 'unconfirmed'],
    [{ stands: true }, 'confirmed'],
    [{ stands: false }, 'changed'],
  ])('%j beside the file: %s', (last, state) => expect(confirmationState(last)).toBe(state));
});
