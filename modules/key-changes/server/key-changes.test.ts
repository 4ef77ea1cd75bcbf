import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells, undocumentedCells } from '../../../apps/server/testing/child-cells.ts';
import { correctedNumber, keyChangePlay } from '../../../apps/server/testing/key-change-play.ts';
import { keyChangeViews } from '../../../apps/server/testing/key-change-views.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { done, numbered, apply, applied, addPaper, step, submitted, verify } = keyChangePlay(() => app);

const { read, fileOf } = keyChangeViews(() => app);
const lookUp = async (login: string, number: string) =>
  (await app.as(login).post('/api/children/lookup', { number })).body as { childId: number | null };
const numbersOf = (childId: number) =>
  app.database.asOwner((tx) =>
    tx.rows<{ kind: string; reason: string | null }>(
      'select kind, end_reason as reason from registration.numbers where child_id = $1 order by issued_at, ended_at nulls last',
      [childId],
    ),
  );

describe('a change of key information', () => {
  it('of the name: entered, verified by the principal, in force at once; the number stays and the old name is kept', async () => {
    const childId = await numbered('a', 600);
    const { name } = childCells(600);
    const before = await fileOf('a-ordinary', childId);
    const id = await applied('a', childId, { name: '欧阳明哲' });
    const early = await step('a-ordinary', id, 'submission', 1);
    expect(early.body).toMatchObject({ code: 'key-changes.papers-missing' });
    await addPaper('a', id);
    expect((await step('a-ordinary', id, 'submission', 1)).body).toMatchObject({ state: 'submitted', revision: 2 });
    expect(await read('a-review', id)).toMatchObject({
      ...{ turn: 'principal', isMine: true, fields: ['name'], isRenumbered: false, dueOn: '2026-04-02' },
      ...{ before: { name }, after: { name: '欧阳明哲' } },
    });
    expect((await verify('a', id)).body).toMatchObject({ state: 'completed' });
    const after = await fileOf('a-ordinary', childId);
    expect(after.fields['name']).toBe('欧阳明哲');
    expect(after.child.numberMasked).toBe(before.child.numberMasked);
    expect(after.version).toBe(before.version + 1);
    expect(after.actions.at(-1)).toMatchObject({ action: 'key-changed', facts: { fields: ['name'] } });
    const was = (await app.as('a-ordinary').get(`/api/children/${childId}/as-of/2026-03-01`)).status;
    expect(was).toBe(409);
    app.setNow('2026-03-05T01:00:00Z');
    expect((await app.as('a-ordinary').get(`/api/children/${childId}/as-of/2026-03-03`)).body).toMatchObject({
      fields: { name: '欧阳明哲' },
    });
    expect(await numbersOf(childId)).toEqual([{ kind: 'G', reason: null }]);
    const likeness = await app.database.asOwner((tx) =>
      tx.rows('select child_id from duplicates.to_compare where child_id = $1', [childId]),
    );
    expect(likeness, 'compared anew').toHaveLength(1);
  });

  it('from no document to a resident number: a new number, the old one for ever the child’s', async () => {
    const childId = await numbered('a', 601, undocumentedCells(601));
    const old = await app.database.asOwner((tx) =>
      tx.one<{ sealed: Buffer; kind: string }>(
        'select number_sealed as sealed, number_kind as kind from children.children where id = $1',
        [childId],
      ),
    );
    const oldNumber = `${old.kind}${app.services.sealer.open('student-number', old.sealed)}`;
    const number = String(childCells(601).identityNumber);
    const id = await submitted('a', childId, { identityType: '1', identityNumber: number });
    expect(await read('a-review', id)).toMatchObject({
      isRenumbered: true,
      fields: ['identityType', 'identityNumber'],
    });
    expect(JSON.stringify(await read('a-review', id))).not.toContain(number);
    expect((await verify('a', id)).body).toMatchObject({ state: 'completed' });
    expect(await numbersOf(childId)).toEqual([
      { kind: old.kind, reason: 'replaced' },
      { kind: 'G', reason: null },
    ]);
    for (const each of [oldNumber, `G${number}`, number]) expect(await lookUp('a-ordinary', each)).toEqual({ childId });
    const { numbers } = (await app.as('a-ordinary').get(`/api/children/${childId}/former-numbers`)).body as {
      numbers: { numberMasked: string }[];
    };
    expect(numbers).toHaveLength(1);
    expect(numbers[0]?.numberMasked[0]).toBe(old.kind);
    expect((await fileOf('a-ordinary', childId)).actions.slice(-2).map(({ action }) => action)).toEqual([
      ...['key-changed', 'number-changed'],
    ]);
  });

  it('of a wrong resident number: another number; the child is found by both, and may go back to the first', async () => {
    const childId = await numbered('a', 602);
    const [wrong, right] = [String(childCells(602).identityNumber), correctedNumber(602)];
    const id = await submitted('a', childId, { identityNumber: right });
    expect((await verify('a', id)).status).toBe(200);
    expect(await lookUp('a-ordinary', wrong)).toEqual({ childId });
    expect(await lookUp('410105-review', `G${right}`)).toEqual({ childId });
    const back = await submitted('a', childId, { identityNumber: wrong });
    expect((await verify('a', back)).status).toBe(200);
    expect(await numbersOf(childId)).toEqual(
      expect.arrayContaining([
        { kind: 'G', reason: null },
        { kind: 'G', reason: 'replaced' },
      ]),
    );
    // A number that was once another child's is nobody else's.
    const other = await numbered('b', 603);
    const taken = await submitted('b', other, {
      ...{ identityNumber: right, birthOn: childCells(602).birthOn },
      sex: childCells(602).sex === '男' ? '1' : '2',
    });
    expect((await verify('b', taken)).body).toMatchObject({ code: 'key-changes.number-taken' });
    await step('b-ordinary', taken, 'withdrawal', 2);
  });

  it('is approved by the county where the rules ask for it, with what is left of the time', async () => {
    await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-01-01'));
    const childId = await numbered('d', 604);
    const { name } = childCells(604);
    const id = await submitted('d', childId, { name: '欧阳朝阳' });
    const due = (await read('d-review', id)).dueOn;
    app.setNow('2026-03-10T01:00:00Z');
    expect((await verify('d', id)).body).toMatchObject({ state: 'verified' });
    expect((await fileOf('d-ordinary', childId)).fields['name']).toBe(name);
    expect(await read('410611-review', id)).toMatchObject({ turn: 'county', isMine: true, dueOn: due });
    const returned = await step('410611-review', id, 'return', 3, { reason: '证明不清楚' });
    expect(returned.body).toMatchObject({ state: 'returned' });
    expect(await read('d-ordinary', id)).toMatchObject({ turn: 'clerk', isMine: true, dueOn: null });
    // The clock rested while the clerk had it back.
    app.setNow('2026-04-20T01:00:00Z');
    await addPaper('d', id);
    await done('d-ordinary', `key-changes/${id}/submission`, { revision: 4 });
    expect((await read('d-ordinary', id)).daysLeft).toBeGreaterThan(10);
    expect((await verify('d', id, 5)).body).toMatchObject({ state: 'verified' });
    expect((await step('410105-review', id, 'approval', 6)).status).toBe(404);
    expect((await step('410611-review', id, 'approval', 6)).body).toMatchObject({ state: 'completed' });
    expect((await fileOf('d-ordinary', childId)).fields['name']).toBe('欧阳朝阳');
    const open = await app.database.asOwner((tx) =>
      tx.rows(`select kind from deadlines.tasks where subject = $1 and kind like 'key-change%' and closed_on is null`, [
        String(id),
      ]),
    );
    expect(open).toEqual([]);
    await app.database.asOwner((tx) =>
      tx.run(`delete from jurisdictions.pack_assignments where division_code = '410611'`),
    );
  });

  it('does not undo what was edited meanwhile', async () => {
    const childId = await numbered('a', 605);
    const id = await submitted('a', childId, { name: '欧阳思涵' });
    const { version, fields } = await fileOf('a-ordinary', childId);
    const edited = await app.as('a-ordinary').post(`/api/children/${childId}`, {
      ...{ version, values: { ...fields, ethnicity: '02', address: '郑州市金水区新街1号' } },
    });
    expect(edited.body).toMatchObject({ saved: true });
    expect((await verify('a', id)).status).toBe(200);
    expect((await fileOf('a-ordinary', childId)).fields).toMatchObject({ name: '欧阳思涵', ethnicity: '02' });
  });

  it('is checked by the rules of the form, and is for key information', async () => {
    const childId = await numbered('a', 606);
    const wrong = (await apply('a', childId, { birthOn: '2021-01-01' })).body as {
      applicationId: number | null;
      problems: { severity: string }[];
    };
    expect(wrong.applicationId).toBeNull();
    expect(wrong.problems.some(({ severity }) => severity === 'error')).toBe(true);
    expect((await apply('a', childId, {})).body).toMatchObject({ code: 'key-changes.nothing-changed' });
    const entered = await done('a-ordinary', `institutions/${app.institution('a')}/children`, {
      ...{ requestId: crypto.randomUUID(), values: childCells(607, { classCode: '20262101' }) },
    });
    expect((await apply('a', Number(entered['childId']), { name: '欧阳改名' })).body).toMatchObject({
      code: 'key-changes.still-on-its-way',
    });
  });
});
