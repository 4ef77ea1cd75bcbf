/** Who can put a problem right: the kindergarten itself, the guardian (with a document), the county department. */
export type Mender = 'kindergarten' | 'guardian' | 'county';

type Entry = { readonly mender: Mender; readonly severity: 'error' | 'warning' };

const kindergarten = { mender: 'kindergarten', severity: 'error' } as const;
const guardian = { mender: 'guardian', severity: 'error' } as const;
const county = { mender: 'county', severity: 'error' } as const;
const kindergartenWarning = { mender: 'kindergarten', severity: 'warning' } as const;
const guardianWarning = { mender: 'guardian', severity: 'warning' } as const;
const countyWarning = { mender: 'county', severity: 'warning' } as const;

/**
 * Every problem that the checks of a child's file can find, in the order of the columns. The texts are the messages
 * `checks.<code>`; beside {{value}} (the cell as written) they use the facts of the code.
 */
export const problemCodes = {
  // Any column.
  required: kindergarten,
  'required-for-chinese': kindergarten,
  'not-for-foreign': kindergarten,
  recommended: kindergartenWarning,
  formula: kindergarten,
  'cell-error': kindergarten,
  'too-long': kindergarten,
  'not-in-list': kindergarten,
  'digits-lost': kindergarten,
  // Names.
  'name-character-lost': kindergarten,
  'name-digit': kindergarten,
  'name-characters': kindergarten,
  'name-dot': kindergarten,
  'name-one-character': guardian,
  'name-corrected': kindergartenWarning,
  // Class, sex, dates.
  'class-unknown': kindergarten,
  'class-later': kindergartenWarning,
  'sex-contradicts-identity': kindergarten,
  'date-form': kindergarten,
  'date-day-missing': kindergarten,
  'date-impossible': kindergarten,
  'date-future': kindergarten,
  'birth-contradicts-identity': kindergarten,
  'age-refused': kindergarten,
  'age-unusual': kindergartenWarning,
  'admission-too-early': kindergarten,
  // Documents of the child and of the guardian.
  'identity-required': guardian,
  'identity-length': kindergarten,
  'identity-characters': kindergarten,
  'identity-date': kindergarten,
  'identity-check-digit': kindergarten,
  'identity-prefix': kindergarten,
  'identity-format': kindergarten,
  'identity-obsolete-15': guardian,
  'identity-address-unknown': countyWarning,
  'identity-type-doubtful': kindergartenWarning,
  'identity-contradicts-nationality': kindergarten,
  'guardian-identity-same-as-child': kindergarten,
  'guardian-young': guardianWarning,
  // Nationality, places, registration of the household.
  'overseas-contradicts-nationality': kindergartenWarning,
  'place-form': kindergarten,
  'place-unknown': county,
  'place-name-unknown': kindergarten,
  'hukou-subtype-required': kindergarten,
  'hukou-subtype-not-allowed': kindergarten,
  // Health and care.
  'health-contradicts-disabled': kindergarten,
  'disability-type-required': guardian,
  'disability-type-not-allowed': kindergarten,
  'left-behind-contradicts-migrant': kindergartenWarning,
  'phone-form': kindergarten,
  // Found while a sheet is committed.
  'duplicate-in-file': kindergarten,
  'merged-cells': kindergarten,
  'waiting-for-county': county,
  'key-fields-need-application': guardian,
  'not-here-any-more': kindergarten,
  'claimed-elsewhere': kindergartenWarning,
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problemCodes;
