import { describe, expect, it } from 'vitest';
import { formFields } from './form-fields.ts';
import { freshValues, isAsked, isoDateTyped, isRequired, missingColumns, withChange } from './form-rules.ts';

describe('form of one child', () => {
  it('asks every column once', () => {
    const columns = formFields.map((field) => field.column);
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).toHaveLength(30);
  });

  it('takes away what is asked of nationals only when the nationality changes', () => {
    const before = {
      ...freshValues(),
      ethnicity: '01',
      hukouNature: '1',
      hukouSubtype: '2',
      birthPlace: '410100000000',
    };
    const after = withChange(before, 'nationality', 'FRA');
    expect([after.ethnicity, after.hukouNature, after.hukouSubtype, after.birthPlace]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(after.health).toBe('1');
    expect(isAsked('hukouSubtype', before)).toBe(true);
  });

  it('asks children of Hong Kong, Macao and Taiwan without demanding an answer', () => {
    const values = { nationality: 'HKG', hukouNature: '1' };
    expect(isAsked('ethnicity', values)).toBe(true);
    expect(isRequired('ethnicity', values)).toBe(false);
    expect(isAsked('nativePlace', { nationality: 'FRA' })).toBe(false);
  });

  it('fills birth date and sex from a valid number, and leaves them alone for a wrong one', () => {
    const filled = withChange(freshValues(), 'identityNumber', '11010519491231002x');
    expect([filled.birthOn, filled.sex]).toEqual(['1949-12-31', '2']);
    const wrong = withChange(freshValues(), 'identityNumber', '110105194912310021');
    expect(wrong.birthOn).toBeUndefined();
  });

  it('does not ask for a number of another document, nor for the kind of a disability that is none', () => {
    expect(isRequired('identityNumber', { identityType: 'Z' })).toBe(false);
    expect(isRequired('identityNumber', { identityType: '1' })).toBe(true);
    const disabled = withChange(withChange(freshValues(), 'health', '6'), 'disabilityType', '3');
    expect(disabled.disabled).toBe(true);
    expect(withChange(disabled, 'disabled', false).disabilityType).toBeNull();
  });

  it('names what is missing in the order of the form', () => {
    expect(missingColumns(freshValues()).slice(0, 3)).toEqual(['name', 'identityNumber', 'sex']);
  });

  it('reads dates as people type them', () => {
    expect(['20210315', '2021.3.5', '2021/12/1', 'soon'].map(isoDateTyped)).toEqual([
      '2021-03-15',
      '2021-03-05',
      '2021-12-01',
      'soon',
    ]);
  });
});
