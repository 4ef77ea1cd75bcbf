import { writeWorkbook } from './workbook.ts';

export type ListedRow = Readonly<Record<string, string | number>>;

/** Headings in the order of a county's own list; a column that is not named here is one that nobody knows. */
const headings: Readonly<Record<string, string>> = {
  code: '机构标识码',
  name: '机构名称',
  kind: '办学类型',
  nature: '园所性质',
  county: '所属县区',
  townCode: '所在乡镇（街道）',
  address: '详细地址',
  licenceValidTo: '许可证有效期至',
  approvedOn: '批准设立日期',
  principalName: '园长姓名',
  contactPhone: '联系电话',
};

/** A county's list of institutions as a workbook; `columns` as they stand from left to right. */
export const institutionList = (
  rows: readonly ListedRow[],
  columns: readonly string[] = Object.keys(headings),
): Promise<Buffer> =>
  writeWorkbook({
    headings: columns.map((column) => headings[column] ?? column),
    rows: rows.map((row) => columns.map((column) => row[column] ?? '')),
  });

/** A sound row; `serial` makes its code and name its own. */
export const listedRow = (serial: number, over: ListedRow = {}, province = '41'): ListedRow => ({
  code: `11${province}8${String(serial).padStart(5, '0')}`,
  name: `名单第${serial}幼儿园`,
  kind: '幼儿园',
  nature: '公办幼儿园',
  address: `文化路 ${serial} 号`,
  ...over,
});
