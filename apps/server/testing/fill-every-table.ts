import { expect } from 'vitest';
import { fillAdministration } from './administration-rows.ts';
import { applyEverywhere } from './admission-rows.ts';
import { alterEverywhere } from './alteration-rows.ts';
import { announceEverywhere } from './announce-everywhere.ts';
import { crossEverywhere } from './border-play.ts';
import { changeEverywhere } from './change-everywhere.ts';
import { childCells } from './child-cells.ts';
import { declareEverywhere } from './declaration-rows.ts';
import { fileEverywhere } from './file-sections.ts';
import { askEverywhere } from './form-play.ts';
import { changeKeyEverywhere } from './key-change-play.ts';
import { departEverywhere } from './life-rows.ts';
import { compareEverywhere } from './likeness-rows.ts';
import { readMonthEverywhere } from './month-play.ts';
import { confirmEverywhere, destroyEverywhere } from './paper-play.ts';
import { petitionEverywhere } from './petition-play.ts';
import { handOverEverywhere } from './primary-entry-play.ts';
import { institutionList, listedRow } from './roster-play.ts';
import type { TestApp } from './test-app.ts';
import { transferEverywhere } from './transfer-play.ts';
import { verifyEverywhere } from './verification-play.ts';
import { liveSignIns } from './visitor.ts';
import { workbookOf } from './workbook.ts';
import { promoteEverywhere } from './year-play.ts';

/** Roles of the database that requests are served in. */
export const serving = [
  'xueqian_institution',
  'xueqian_town',
  'xueqian_keeper',
  'xueqian_county',
  'xueqian_prefecture',
  'xueqian_province',
  'xueqian_ministry',
  'xueqian_gate',
];

/** Schemas that are not of the product's own records. */
export const skipped = `('pg_catalog', 'information_schema', 'pgboss', 'platform', 'pg_toast')`;

/** A row of every office in every table, so that what is hidden is also seen to exist. */
export const fillEveryTable = async (app: TestApp): Promise<void> => {
  await app.makeClasses();
  // The same life in each institution: children in every state, a case, an import with problems, a draft.
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    const [me, id] = [app.as(`${key}-ordinary`), app.institution(key)];
    const enter = (n: number) =>
      me.post(`/api/institutions/${id}/children`, {
        requestId: crypto.randomUUID(),
        values: childCells(n, { classCode: '20262101' }),
      });
    await enter(1000);
    for (let n = 0; n < 3; n += 1) await enter(at * 10 + n);
    await me.post(`/api/institutions/${id}/child-drafts`, { draftId: crypto.randomUUID(), values: { name: '草稿' } });
    await app
      .as(`${key}-review`)
      .post('/api/registration/confirmations', { institutionId: id, classId: null, childIds: null });
    const county = app.actor(`${key}-ordinary`).divisionCode;
    const choice = { institutionId: id, classId: null, childIds: null };
    await app.as(`${county}-review`).post('/api/registration/approvals', choice);
    await enter(at * 10 + 5);
    await app.check(key, await app.uploadAs(key, await workbookOf([childCells(at * 10 + 6, { sex: '?' })])));
  }
  await departEverywhere(app);
  await promoteEverywhere(app);
  await transferEverywhere(app);
  await changeKeyEverywhere(app);
  await petitionEverywhere(app);
  await crossEverywhere(app);
  await handOverEverywhere(app);
  await destroyEverywhere(app);
  await fileEverywhere(app);
  await changeEverywhere(app);
  await app.database.asOwner((tx) =>
    tx.run(
      `insert into registration.serials values ('410105', '2021-09-01', 1), ('410102', '2021-09-01', 1), ('410611', '2021-09-01', 1)`,
    ),
  );
  await compareEverywhere(app);
  await fillAdministration(app);
  await applyEverywhere(app);
  for (const [at, county] of ['410105', '410102', '410611'].entries()) {
    const list = await institutionList([listedRow(800 + at)]);
    const reply = await app.as(`${county}-ordinary`).upload('/api/rosters', list, '名单.xlsx');
    expect(reply.status, reply.text).toBe(200);
  }
  await declareEverywhere(app);
  await alterEverywhere(app);
  await confirmEverywhere(app);
  await verifyEverywhere(app);
  await readMonthEverywhere(app);
  await announceEverywhere(app);
  await askEverywhere(app);
  // An entry of long ago is sealed and retired: the retirement is a row of its own.
  await app.database.asGate((tx) =>
    tx.run(`insert into audit.entries (at, entry, route) values ('2020-05-05T00:00:00Z', 'accounts.signed-out', 'x')`),
  );
  while ((await app.trail.seal()) !== 0);
  expect(await app.trail.tidy()).toBe(1);
  await liveSignIns(app);
};
