/**
 * The child's file as the national 28-column layout carries it, after reading: codes instead of words, ISO dates.
 * Columns A–AB of the layout, in order; then two fields beyond it. Codes are of kernel/codes.
 */
export type ChildFields = {
  /** A 姓名, normalised (kernel/personal-name). */
  readonly name: string;
  /** C 性别, GB/T 2261.1: 1 男, 2 女. */
  readonly sex: string;
  /** D 出生日期, ISO date. */
  readonly birthOn: string;
  /** E 身份证类型, JY/T 1001 subset: 1, 6, 7, 8, 9, A, D, H, I, E, Z. */
  readonly identityType: string;
  /** F 身份证号码, normalised upper case; null only for type Z. */
  readonly identityNumber: string | null;
  /** G 血型, JY/T 1001. */
  readonly bloodType: string | null;
  /** H 国籍/地区, GB/T 2659 alpha-3; CHN, HKG, MAC, TWN or a country. */
  readonly nationality: string;
  /** I 民族, GB/T 3304. */
  readonly ethnicity: string | null;
  /** J 港澳台侨外, JY/T 1001. */
  readonly overseas: string;
  /** K 出生所在地, twelve-character division code. */
  readonly birthPlace: string | null;
  /** L 籍贯, text. */
  readonly nativePlace: string | null;
  /** M 户口性质. */
  readonly hukouNature: string | null;
  /** N 非农业户口类型. */
  readonly hukouSubtype: string | null;
  /** O 户口所在地, twelve-character division code. */
  readonly hukouPlace: string | null;
  /** P 现住址. */
  readonly address: string | null;
  /** Q 入园日期, ISO date. */
  readonly admittedOn: string;
  /** R 就读方式, JY/T 1001. */
  readonly attendance: string;
  /** S 是否独生子女. */
  readonly onlyChild: boolean | null;
  /** T 是否留守儿童: 0, 1, 2. */
  readonly leftBehind: string | null;
  /** U 是否进城务工人员子女. */
  readonly migrantWorker: boolean | null;
  /** V 健康状况, GB/T 2261.3 one digit. */
  readonly health: string;
  /** W 是否残疾幼儿. */
  readonly disabled: boolean;
  /** X 残疾幼儿类别, GB/T 26341. */
  readonly disabilityType: string | null;
  /** Y 是否孤儿. */
  readonly orphan: boolean;
  /** Z 监护人姓名. */
  readonly guardianName: string;
  /** AA 监护人身份证件类型, JY/T 1001. */
  readonly guardianIdentityType: string;
  /** AB 监护人身份证件号码. */
  readonly guardianIdentityNumber: string | null;
  /** Beyond the layout: 监护人与幼儿关系, GB/T 4761. */
  readonly guardianRelation: string | null;
  /** Beyond the layout: 联系电话. */
  readonly guardianPhone: string | null;
};

export type ChildField = keyof ChildFields;

/** A column of the sheet or field of the form: the child's fields and the class it goes to (B 班级编码). */
export type ChildColumn = ChildField | 'classCode';

/**
 * States of a child's file, in the order of the usual way.
 * entered: 待园长确认 · returned: 已退回待修改 · confirmed: 待县级审核 · problem: 问题学籍 · numbered: 已有学籍号 · deleted: 已删除 ·
 * suspended: 休学 · left: 已离园 · graduated: 已毕业 · in-primary: 已升小学 · cancelled: 已注销 · merged: 已合并到另一份学籍
 */
export const childStates = [
  'entered',
  'returned',
  'confirmed',
  'problem',
  'numbered',
  'deleted',
  'suspended',
  'left',
  'graduated',
  'in-primary',
  'cancelled',
  'merged',
] as const;
export type ChildState = (typeof childStates)[number];

/**
 * What is wrong with one cell or field. `error` refuses the row, `warning` lets it pass and is shown.
 * The text is found under the messages key `children.checks.<code>`; `mender` says who can put it right.
 */
export type FieldProblem = {
  readonly column: ChildColumn;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** The cell as the user wrote it, shortened to 64 characters. */
  readonly value: string;
  readonly facts: Readonly<Record<string, string | number>>;
};
