import type { ChildColumn } from '@xueqian/modules/children/child.ts';
import { dayOfIso, isoOfDay } from './calendar-days.ts';
import type { ChildRow } from './child-row.ts';
import words from './reference/words.json' with { type: 'json' };

/** A cell as a workbook may hold it. */
export type WorkbookCell = string | number;

/** A row of the workbook with anything in it. */
export type WorkbookRow = Readonly<Record<ChildColumn, WorkbookCell>>;

/**
 * What must become of a row. `accepted`: read as if it were clean; `warned`: accepted with a warning; `rejected`: not
 * taken over; `repeated`: the same child as an earlier row of the file.
 */
export type Outcome = 'accepted' | 'warned' | 'rejected' | 'repeated';

export type ErrorKind = {
  readonly outcome: Outcome;
  readonly column: ChildColumn;
  /** Code of the problem to be found in the column; null when none. */
  readonly code: string | null;
  /** Rows in which the error can be planted; all when missing. */
  readonly fits?: (row: ChildRow) => boolean;
  readonly change: (row: ChildRow, world: World) => Partial<WorkbookRow>;
};

/** What the errors need to know besides the row. */
export type World = {
  /** ISO date of the import. */
  readonly today: string;
  /** Code of a class of another institution, which the importing one does not have. */
  readonly strangeClass: string;
};

const isResident = (row: ChildRow): boolean =>
  row.identityType === words.identityTypes.resident && row.nationality === words.nationalities.china;
const wide = (text: string): string =>
  text.replaceAll(/[0-9X]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const withWrongEnd = (number: string): string => number.slice(0, 17) + (number.endsWith('5') ? '6' : '5');
const shift = (date: string, days: number): string => isoOfDay(dayOfIso(date) + days);
const hasUsualName = (row: ChildRow): boolean => /^[\u4e00-\u9fff]{3}$/.test(row.name);
const [yearWord, monthWord, dayWord] = words.errors.date;

/** Every error that can be planted, by its name. */
export const errorKinds = {
  'name-missing': { outcome: 'rejected', column: 'name', code: 'required', change: () => ({ name: '' }) },
  'name-lost-character': {
    outcome: 'rejected',
    column: 'name',
    code: 'name-character-lost',
    fits: hasUsualName,
    change: (row) => ({ name: `${row.name.slice(0, 2)}?` }),
  },
  'name-boxed-character': {
    outcome: 'rejected',
    column: 'name',
    code: 'name-character-lost',
    fits: hasUsualName,
    change: (row) => ({ name: `${row.name.slice(0, 1)}\u25a1${row.name.slice(2)}` }),
  },
  'name-digit': {
    outcome: 'rejected',
    column: 'name',
    code: 'name-digit',
    fits: hasUsualName,
    change: (row) => ({ name: `${row.name}2` }),
  },
  'name-inner-space': {
    outcome: 'warned',
    column: 'name',
    code: 'name-corrected',
    fits: hasUsualName,
    change: (row) => ({ name: `${row.name.slice(0, 1)} ${row.name.slice(1)}` }),
  },
  'name-other-dot': {
    outcome: 'warned',
    column: 'name',
    code: 'name-corrected',
    fits: (row) => row.name.includes('\u00b7'),
    change: (row) => ({ name: row.name.replace('\u00b7', '\u2022') }),
  },
  'name-formula': {
    outcome: 'rejected',
    column: 'name',
    code: 'formula',
    change: () => ({ name: words.errors.formula }),
  },
  'class-missing': { outcome: 'warned', column: 'classCode', code: 'class-later', change: () => ({ classCode: '' }) },
  'class-of-others': {
    outcome: 'rejected',
    column: 'classCode',
    code: 'class-unknown',
    change: (_row, world) => ({ classCode: world.strangeClass }),
  },
  'sex-against-number': {
    outcome: 'rejected',
    column: 'sex',
    code: 'sex-contradicts-identity',
    fits: isResident,
    change: (row) => ({ sex: row.sex === words.sex.male ? words.sex.female : words.sex.male }),
  },
  'birth-against-number': {
    outcome: 'rejected',
    column: 'birthOn',
    code: 'birth-contradicts-identity',
    fits: isResident,
    change: (row) => ({ birthOn: shift(row.birthOn, -1) }),
  },
  'birth-in-future': {
    outcome: 'rejected',
    column: 'birthOn',
    code: 'date-future',
    change: (_row, world) => ({ birthOn: shift(world.today, 30) }),
  },
  'birth-no-day': {
    outcome: 'rejected',
    column: 'birthOn',
    code: 'date-impossible',
    change: (row) => ({ birthOn: `${row.birthOn.slice(0, 4)}-02-30` }),
  },
  'birth-in-words': {
    outcome: 'accepted',
    column: 'birthOn',
    code: null,
    change: ({ birthOn: on }) => ({
      birthOn: `${on.slice(0, 4)}${yearWord}${Number(on.slice(5, 7))}${monthWord}${Number(on.slice(8))}${dayWord}`,
    }),
  },
  'birth-eight-digits': {
    outcome: 'accepted',
    column: 'birthOn',
    code: null,
    change: (row) => ({ birthOn: row.birthOn.replaceAll('-', '') }),
  },
  'birth-serial-number': {
    outcome: 'accepted',
    column: 'birthOn',
    code: null,
    change: (row) => ({ birthOn: dayOfIso(row.birthOn) - dayOfIso('1899-12-30') }),
  },
  'number-missing': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'identity-required',
    fits: isResident,
    change: () => ({ identityNumber: '' }),
  },
  'number-check-digit': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'identity-check-digit',
    fits: isResident,
    change: (row) => ({ identityNumber: withWrongEnd(row.identityNumber) }),
  },
  'number-one-short': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'identity-length',
    fits: isResident,
    change: (row) => ({ identityNumber: row.identityNumber.slice(0, 17) }),
  },
  'number-fifteen-digits': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'identity-obsolete-15',
    fits: isResident,
    change: ({ identityNumber: number }) => ({ identityNumber: number.slice(0, 6) + number.slice(8, 17) }),
  },
  'number-scientific': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'digits-lost',
    fits: isResident,
    change: ({ identityNumber: number }) => ({ identityNumber: `${number[0]}.${number.slice(1, 6)}E+17` }),
  },
  'number-as-number': {
    outcome: 'rejected',
    column: 'identityNumber',
    code: 'digits-lost',
    fits: (row) => isResident(row) && !row.identityNumber.endsWith('X'),
    change: (row) => ({ identityNumber: Number(row.identityNumber) }),
  },
  'number-full-width': {
    outcome: 'accepted',
    column: 'identityNumber',
    code: null,
    fits: isResident,
    change: (row) => ({ identityNumber: wide(row.identityNumber) }),
  },
  'number-lower-case-x': {
    outcome: 'accepted',
    column: 'identityNumber',
    code: null,
    fits: (row) => isResident(row) && row.identityNumber.endsWith('X'),
    change: (row) => ({ identityNumber: row.identityNumber.toLowerCase() }),
  },
  'number-apostrophe': {
    outcome: 'accepted',
    column: 'identityNumber',
    code: null,
    fits: isResident,
    change: (row) => ({ identityNumber: `'${row.identityNumber} ` }),
  },
  'word-unknown': {
    outcome: 'rejected',
    column: 'attendance',
    code: 'not-in-list',
    change: () => ({ attendance: words.errors.unknownWord }),
  },
  'blood-type-slash': { outcome: 'accepted', column: 'bloodType', code: null, change: () => ({ bloodType: '/' }) },
  'place-unknown': {
    outcome: 'rejected',
    column: 'hukouPlace',
    code: 'place-unknown',
    fits: isResident,
    change: () => ({ hukouPlace: '419999000000' }),
  },
  'hukou-subtype-missing': {
    outcome: 'rejected',
    column: 'hukouSubtype',
    code: 'hukou-subtype-required',
    fits: (row) => isResident(row) && row.hukouNature === words.hukou.urban,
    change: () => ({ hukouSubtype: '' }),
  },
  'hukou-subtype-too-much': {
    outcome: 'rejected',
    column: 'hukouSubtype',
    code: 'hukou-subtype-not-allowed',
    fits: (row) => row.hukouNature === words.hukou.rural,
    change: () => ({ hukouSubtype: words.hukouSubtypes.city }),
  },
  'address-cell-error': {
    outcome: 'rejected',
    column: 'address',
    code: 'cell-error',
    change: () => ({ address: words.errors.cellError }),
  },
  'admission-before-first-birthday': {
    outcome: 'rejected',
    column: 'admittedOn',
    code: 'admission-too-early',
    change: (row) => ({ admittedOn: shift(row.birthOn, 200) }),
  },
  'disability-without-type': {
    outcome: 'rejected',
    column: 'disabilityType',
    code: 'disability-type-required',
    fits: (row) => row.disabled === words.no,
    change: () => ({ disabled: words.yes, disabilityType: '' }),
  },
  'guardian-number-of-child': {
    outcome: 'rejected',
    column: 'guardianIdentityNumber',
    code: 'guardian-identity-same-as-child',
    fits: isResident,
    change: (row) => ({ guardianIdentityNumber: row.identityNumber }),
  },
  'guardian-check-digit': {
    outcome: 'rejected',
    column: 'guardianIdentityNumber',
    code: 'identity-check-digit',
    change: (row) => ({ guardianIdentityNumber: withWrongEnd(row.guardianIdentityNumber) }),
  },
} as const satisfies Readonly<Record<string, ErrorKind>>;

export type ErrorName = keyof typeof errorKinds;
