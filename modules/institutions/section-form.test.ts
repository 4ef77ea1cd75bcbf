import { describe, expect, it } from 'vitest';
import { changesAgainst, draftOf, sectionOf, wrongFields } from './section-form.ts';

const complete = {
  name: 'First Kindergarten',
  kind: '111',
  nature: '1',
  organizer: '831',
  urbanRural: '111',
  townCode: '',
  address: '118 Wenhua Road',
  postcode: '450003',
  licenceNumber: 'JM1410105',
  licenceValidTo: '2028-06-30',
  approvedOn: null,
  creditCode: null,
  principalName: 'Zhou Guilan',
  contactPhone: '0371-65123456',
  places: 270,
  feePerMonth: null,
};

describe('the form of the basic section', () => {
  it('takes a complete form, and sends what is left out as nothing', () => {
    expect(wrongFields(complete)).toEqual({});
    expect(sectionOf(complete).townCode).toBeNull();
  });

  it('tells missing from malformed', () => {
    expect(wrongFields({ ...complete, name: ' ', postcode: '4500', creditCode: '123' })).toEqual({
      name: 'missing',
      postcode: 'invalid',
      creditCode: 'invalid',
    });
  });

  it('keeps malformed values out of a draft', () => {
    const draft = draftOf({ ...complete, postcode: '4500', address: '' });
    expect('postcode' in draft).toBe(false);
    expect('address' in draft).toBe(false);
    expect(draft.name).toBe('First Kindergarten');
  });

  it('finds what differs from what is in force', () => {
    const inForce = sectionOf(complete);
    expect(changesAgainst(inForce, { ...complete, places: 300 })).toEqual(['places']);
    expect(changesAgainst(inForce, complete)).toEqual([]);
    expect(changesAgainst(null, complete)).toEqual([]);
  });
});
