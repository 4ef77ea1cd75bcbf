import type { BasicSection, SectionState } from '@xueqian/modules/institutions/institution.ts';

/** A county, as the home of children: its code, full name and towns. */
export type Place = {
  readonly code: string;
  /** 河南省郑州市金水区 */
  readonly fullName: string;
  readonly towns: readonly { readonly code: string; readonly name: string }[];
};

/** Where the children of a plan come from, and when. */
export type Surroundings = {
  /** ISO date on which the sample looks as it does. */
  readonly referenceOn: string;
  /** First year of the school year of that date. */
  readonly schoolYear: number;
  /** Counties of the province, in which children away from home have their household. */
  readonly province: readonly Place[];
  /** Counties of other provinces. */
  readonly elsewhere: readonly Place[];
};

export type ClassType = '10' | '21' | '22' | '23' | '30' | '40';

export type ClassPlan = {
  /** Eight digits: school year, type, serial. Unique in the institution. */
  readonly code: string;
  readonly name: string;
  readonly type: ClassType;
  readonly schoolYear: number;
  readonly capacity: number;
  readonly teacherName: string;
};

export type InstitutionPlan = {
  /** Ten digits: 11 kindergarten or 21 primary school with attached classes, province, serial. */
  readonly code: string;
  readonly name: string;
  readonly countyCode: string;
  /** The fields of the basic section: kind, nature, town, licence and the rest. */
  readonly basic: BasicSection;
  /** The central kindergarten of its town (乡镇中心园). */
  readonly central: boolean;
  /** The basic section was submitted; and approved by the county. */
  readonly reported: boolean;
  readonly reviewed: boolean;
  /** The same as the state of the section. */
  readonly basicState: SectionState;
  /** Children in the education statistics. */
  readonly statisticalChildren: number;
  readonly classes: readonly ClassPlan[];
  /** Children with a number, and children entered without one. */
  readonly numbered: number;
  readonly entered: number;
  /** Position of its first child among the children of the county. */
  readonly firstChild: number;
};

/** The part of a plan that comes from printed figures. */
export type InstitutionFigures = Pick<
  InstitutionPlan,
  'reported' | 'reviewed' | 'basicState' | 'statisticalChildren' | 'numbered' | 'entered'
>;

export type CountyPlan = {
  readonly countyCode: string;
  readonly countyName: string;
  /** 河南省郑州市金水区 */
  readonly fullName: string;
  /** Row of the province's table: the prefecture, or the county itself where there is none. */
  readonly prefectureCode: string;
  readonly place: Place;
  /** Position of the county's first child among the children of the province. */
  readonly firstChild: number;
  readonly surroundings: Surroundings;
  readonly institutions: readonly InstitutionPlan[];
};
