import { type CodeRow, makeCodeTable } from './code-table.ts';
import attendance from './data/attendance.json' with { type: 'json' };
import bloodType from './data/blood-type.json' with { type: 'json' };
import classType from './data/class-type.json' with { type: 'json' };
import disabilityType from './data/disability-type.json' with { type: 'json' };
import ethnicity from './data/ethnicity.json' with { type: 'json' };
import guardianIdentityType from './data/guardian-identity-type.json' with { type: 'json' };
import guardianRelation from './data/guardian-relation.json' with { type: 'json' };
import health from './data/health.json' with { type: 'json' };
import hukouNature from './data/hukou-nature.json' with { type: 'json' };
import hukouSubtype from './data/hukou-subtype.json' with { type: 'json' };
import identityType from './data/identity-type.json' with { type: 'json' };
import institutionType from './data/institution-type.json' with { type: 'json' };
import kindergartenNature from './data/kindergarten-nature.json' with { type: 'json' };
import leftBehind from './data/left-behind.json' with { type: 'json' };
import nationality from './data/nationality.json' with { type: 'json' };
import organizer from './data/organizer.json' with { type: 'json' };
import overseas from './data/overseas.json' with { type: 'json' };
import schoolIdPrefix from './data/school-id-prefix.json' with { type: 'json' };
import sex from './data/sex.json' with { type: 'json' };
import synonyms from './data/synonyms.json' with { type: 'json' };
import urbanRural from './data/urban-rural.json' with { type: 'json' };
import yesNo from './data/yes-no.json' with { type: 'json' };

/** A class type with the largest number of children a class of it may have; null where no rule gives one. */
export type ClassTypeRow = CodeRow & { readonly size: number | null };

/** The national code tables, by the noun of the field that holds the code. */
export const codes = {
  /** GB/T 2261.1: male and female, the two values a file may hold. */
  sex: makeCodeTable(sex, { synonyms: synonyms.sex }),
  /** GB/T 3304-1991 and 97, 98 of GA/T 704. */
  ethnicity: makeCodeTable(ethnicity, { synonyms: synonyms.ethnicity }),
  /** Documents of a child: JY/T 1001 and the extension D, H, I; E is this system's. */
  identityType: makeCodeTable(identityType, { synonyms: synonyms.identityType }),
  /** Documents of a guardian: JY/T 1001. */
  guardianIdentityType: makeCodeTable(guardianIdentityType, { synonyms: synonyms.guardianIdentityType }),
  /** JY/T 1001. */
  bloodType: makeCodeTable(bloodType, { synonyms: synonyms.bloodType }),
  /** GB/T 2659 alpha-3; the four parts of China first. */
  nationality: makeCodeTable(nationality, { synonyms: synonyms.nationality }),
  /** Hong Kong, Macao, Taiwan, overseas Chinese and foreigners: JY/T 1001. */
  overseas: makeCodeTable(overseas, { synonyms: synonyms.overseas }),
  /** Nature of the household registration; 3 since the reform of 2014. Read from words only: two numberings are in use. */
  hukouNature: makeCodeTable(hukouNature, { synonyms: synonyms.hukouNature, wordsOnly: true }),
  /** Type of a non-agricultural registration. */
  hukouSubtype: makeCodeTable(hukouSubtype, { synonyms: synonyms.hukouSubtype }),
  /** Day or boarding: JY/T 1001. */
  attendance: makeCodeTable(attendance, { synonyms: synonyms.attendance }),
  /** Left-behind children. */
  leftBehind: makeCodeTable(leftBehind, { synonyms: synonyms.leftBehind }),
  /** GB/T 2261.3, one digit. */
  health: makeCodeTable(health, { synonyms: synonyms.health }),
  /** GB/T 26341. Read from words only: an older local order of the same digits is in use. */
  disabilityType: makeCodeTable(disabilityType, { synonyms: synonyms.disabilityType, wordsOnly: true }),
  /** Relation of the guardian to the child: GB/T 4761, a part. */
  guardianRelation: makeCodeTable(guardianRelation, { synonyms: synonyms.guardianRelation }),
  /** Kinds of classes with the largest number of children (`size`). */
  classType: makeCodeTable<ClassTypeRow>(classType, { synonyms: synonyms.classType }),
  /** Public, inclusive private, other private. */
  kindergartenNature: makeCodeTable(kindergartenNature, { synonyms: synonyms.kindergartenNature }),
  /** Education statistics. */
  institutionType: makeCodeTable(institutionType, { synonyms: synonyms.institutionType }),
  /** Education statistics; a central body has its own three digits of GB/T 4657 (1xx–7xx) instead. */
  organizer: makeCodeTable(organizer, { synonyms: synonyms.organizer }),
  /** Education statistics. */
  urbanRural: makeCodeTable(urbanRural, { synonyms: synonyms.urbanRural }),
  /** First two digits of an institution code: rules for institution codes, 2011. */
  schoolIdPrefix: makeCodeTable(schoolIdPrefix, { synonyms: synonyms.schoolIdPrefix }),
  /** Yes and no. */
  yesNo: makeCodeTable(yesNo, { synonyms: synonyms.yesNo }),
} as const;

export type CodeTableName = keyof typeof codes;

/**
 * Largest number of children in a class of a type: article 11 of the working regulations for kindergartens (2016);
 * for nursery classes the standard for childcare institutions (2019). Null for pre-primary classes and unknown codes.
 */
export const classSizeOf = (classType: string): number | null => codes.classType.find(classType)?.size ?? null;

/** What a text says to a yes-or-no question; null when it answers neither. */
export const yesOrNo = (text: string): boolean | null => {
  const code = codes.yesNo.codeOf(text);
  return code === null ? null : code === '1';
};
