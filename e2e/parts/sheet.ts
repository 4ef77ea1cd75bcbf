import { Readable } from 'node:stream';
import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';
import ExcelJS from 'exceljs';

/** A row of the workbook by the headings of the national layout. */
export type SheetRow = Readonly<Record<string, string>>;

/** A valid resident's number. */
export const identityOf = (area: string, birthOn: string, serial: number): string => {
  const seventeen = `${area}${birthOn.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return seventeen + checkCharacterOf(seventeen);
};

/** The day so many years and days before. */
export const dayBefore = (now: Date, years: number, days: number): string => {
  const day = new Date(
    Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), Math.min(now.getUTCDate(), 28) - days),
  );
  return day.toISOString().slice(0, 10);
};

export type MadeChild = {
  readonly name: string;
  readonly className: string;
  readonly birthOn: string;
  readonly serial: number;
};

/** A boy has an odd serial, a girl an even one; everything else is usual. */
export const rowOf = ({ name, className, birthOn, serial }: MadeChild, changes: SheetRow = {}): SheetRow => ({
  姓名: name,
  班级编码: className,
  性别: serial % 2 === 1 ? '男' : '女',
  出生日期: birthOn,
  身份证类型: '居民身份证',
  身份证号码: identityOf('410105', birthOn, serial),
  血型: '未知血型',
  '国籍/地区': '中国',
  民族: '汉族',
  港澳台侨外: '非港澳台侨',
  出生所在地: '410105000000',
  籍贯: '河南郑州',
  户口性质: '居民户口',
  户口所在地: '410105000000',
  现住址: `河南省郑州市金水区文化路 ${serial} 号`,
  入园日期: dayBefore(new Date(), 0, 40),
  就读方式: '走读',
  是否独生子女: '否',
  是否留守儿童: '非留守儿童',
  是否进城务工人员子女: '否',
  健康状况: '健康或良好',
  是否残疾幼儿: '否',
  是否孤儿: '否',
  监护人姓名: '李建国',
  监护人身份证件类型: '居民身份证',
  监护人身份证件号码: identityOf('410105', '1990-05-06', 100 + serial),
  监护人与幼儿关系: '父亲',
  联系电话: '13800000018',
  ...changes,
});

/** A workbook as a kindergarten keeps it: one sheet, headings, one child a row, everything as text. */
export const makeWorkbook = async (rows: readonly SheetRow[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('幼儿信息');
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  sheet.addRow(headings);
  for (const row of rows) sheet.addRow(headings.map((heading) => row[heading] ?? ''));
  return Buffer.from(await book.xlsx.writeBuffer());
};

/** Every text of a workbook, read as a stream: its lists of choices are not spread over all cells. */
export const textsOfWorkbook = async (bytes: Buffer): Promise<string[]> => {
  const texts: string[] = [];
  const options = { sharedStrings: 'cache', worksheets: 'emit', hyperlinks: 'ignore', styles: 'ignore' } as const;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([bytes]), options)) {
    for await (const row of sheet) row.eachCell((cell) => texts.push(cell.text));
  }
  return texts;
};
