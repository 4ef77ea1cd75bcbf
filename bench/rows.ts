import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';
import type { ChildColumn } from '@xueqian/modules/children/child.ts';
import { insertClasses } from '@xueqian/modules/classes/server/index.ts';
import layout from '@xueqian/modules/importing/reference/national-layout.json' with { type: 'json' };
import { takeOverInstitutions } from '@xueqian/modules/institutions/server/index.ts';
import { readDivisionRegister } from '@xueqian/modules/jurisdictions/server/index.ts';
import { childrenOf } from '@xueqian/modules/simulation/children-of.ts';
import { henan2017Plan } from '@xueqian/modules/simulation/server/reference-plans.ts';
import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import { actorAt, type Means } from './means.ts';

export type BenchPlace = { readonly institutionId: number; readonly classCode: string; readonly county: string };

const code = '1141999999';

/** An institution of its own that takes the measured import. */
export const makeBenchInstitution = async (means: Means, county: string): Promise<BenchPlace> => {
  const enters = await actorAt(means, 'county', 'ordinary', county);
  const { prefecture } = await means.database.asOwner((tx) =>
    tx.one<{ prefecture: string }>(
      'select prefecture_code as prefecture from statistics.institution_counters where county_code = $1 limit 1',
      [county],
    ),
  );
  const classCode = '20162101';
  const ids = await means.database.asActor(enters, async (tx) => {
    const taken = await takeOverInstitutions(
      tx,
      enters,
      { countyCode: county, prefectureCode: prefecture, provinceCode: `${county.slice(0, 2)}0000` },
      [{ code, name: 'bench', kind: '111', nature: '1', townCode: null, state: 'empty', basic: null, reason: null }],
      new Date(),
    );
    const institutionId = taken.get(code) as number;
    const there = await tx.rows('select from classes.classes where institution_id = $1', [institutionId]);
    if (there.length === 0) {
      await insertClasses(
        tx,
        enters.accountId,
        [
          {
            institutionId,
            name: 'bench',
            type: '21',
            schoolYear: 2016,
            capacity: null,
            teacherName: null,
            code: classCode,
          },
        ],
        new Date(),
      );
    }
    return taken;
  });
  return { institutionId: ids.get(code) as number, classCode, county };
};

/** Children nobody has: those of the plan, with document numbers of an address outside the province. */
function* freshRows(
  count: number,
  plans: ReturnType<typeof henan2017Plan>,
  strange: readonly string[],
  classCode: string,
): Generator<Record<ChildColumn, string>> {
  let made = 0;
  for (const [at, plan] of plans.entries()) {
    for (const institution of plan.institutions) {
      for (const row of childrenOf(plan, institution, 'bench')) {
        if (made >= count) return;
        if (!row.identityNumber.startsWith(plan.countyCode)) continue;
        const seventeen = `${strange[at]}${row.identityNumber.slice(6, 17)}`;
        made += 1;
        yield { ...row, classCode, identityNumber: seventeen + checkCharacterOf(seventeen), admittedOn: '2016-09-01' };
      }
    }
  }
}

/** Writes the same rows as .csv and .xlsx in the national layout. */
export const writeFiles = async (
  place: BenchPlace,
  folder: string,
  count: number,
): Promise<{ csv: string; xlsx: string }> => {
  const register = await readDivisionRegister();
  const plans = henan2017Plan('bench', register);
  // Each county's children get the address of a county of another province: nobody in the table has such a number.
  const strange = register
    .divisionsOn('2017-04-07')
    .flatMap((each) => (each.level === 'county' && /^(37|51)\d{4}$/.test(each.code) ? [each.code] : []));
  const headings = layout.map((column) => column.heading);
  const columns = layout.map((column) => column.column as ChildColumn);
  const csv = path.join(folder, 'rows.csv');
  const xlsx = path.join(folder, 'rows.xlsx');
  const text = createWriteStream(csv);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: xlsx, useSharedStrings: false, useStyles: false });
  const sheet = book.addWorksheet('rows');
  text.write(stringify([headings]));
  sheet.addRow(headings).commit();
  for (const row of freshRows(count, plans, strange, place.classCode)) {
    const cells = columns.map((column) => row[column] ?? '');
    if (!text.write(stringify([cells]))) await once(text, 'drain');
    sheet.addRow(cells).commit();
  }
  text.end();
  await once(text, 'finish');
  await book.commit();
  return { csv, xlsx };
};
