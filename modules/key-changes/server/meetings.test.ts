import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { correctedNumber, keyChangePlay } from '../../../apps/server/testing/key-change-play.ts';
import { keyChangeViews } from '../../../apps/server/testing/key-change-views.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { done, numbered, apply, applied, step, submitted, verify, offerBody } = keyChangePlay(() => app);

const { read, fileOf } = keyChangeViews(() => app);

describe('it meets', () => {
  it('a number that another file has: refused with the way on, and settled by nobody in secret', async () => {
    const childId = await numbered('a', 610);
    await numbered('b', 611);
    const { birthOn, sex, identityNumber } = childCells(611);
    const values = { identityNumber, birthOn, sex: sex === '男' ? '1' : '2' };
    expect((await apply('a', childId, values)).body).toMatchObject({ code: 'key-changes.claim-taken' });
  });

  it('a problem case about its own number: the wrong side corrects it, and whoever waited gets the number', async () => {
    const childId = await numbered('a', 612);
    const { birthOn, sex, identityNumber } = childCells(612);
    const waiting = Number(
      (
        await done('b-ordinary', `institutions/${app.institution('b')}/children`, {
          ...{ requestId: crypto.randomUUID() },
          values: childCells(613, { identityNumber, birthOn, sex, classCode: '20262101' }),
        })
      )['childId'],
    );
    expect((await fileOf('b-ordinary', waiting)).child.state).toBe('problem');
    expect((await apply('a', childId, { name: '欧阳明月' })).body).toMatchObject({
      code: 'key-changes.duplicate-open',
    });
    const id = await submitted('a', childId, { identityNumber: correctedNumber(612) });
    expect((await verify('a', id)).status).toBe(200);
    expect((await fileOf('b-ordinary', waiting)).child.state).toBe('entered');
  });

  it('a transfer, a leaving: each waits for the other', async () => {
    const childId = await numbered('a', 614);
    const id = await applied('a', childId, { name: '欧阳远行' });
    expect((await app.as('a-ordinary').post(`/api/children/${childId}/transfers`, offerBody('b'))).body).toMatchObject({
      code: 'transfers.key-change-open',
    });
    const leaving = await app.as('a-ordinary').post(`/api/institutions/${app.institution('a')}/leavings`, {
      ...{ childIds: [childId], leftOn: '2026-03-01', way: 'withdrawn', destination: null, reason: '举家迁往外地' },
    });
    expect(JSON.stringify(leaving.body)).toContain('key-change-open');
    expect((await apply('a', childId, { name: '欧阳再行' })).body).toMatchObject({ code: 'key-changes.already-open' });
    await done('a-ordinary', `key-changes/${id}/withdrawal`, { revision: 1 });
    await done('a-ordinary', `children/${childId}/transfers`, offerBody('b'));
    expect((await apply('a', childId, { name: '欧阳远行' })).body).toMatchObject({ code: 'key-changes.transfer-open' });
    // The last wall: no statement lets a child go past an open application.
    const other = await numbered('a', 615);
    await applied('a', other, { name: '欧阳留园' });
    await expect(
      app.database.asOwner((tx) =>
        tx.run(
          `update children.children set state = 'left', ended_on = '2026-03-01', end_kind = '3', class_id = null, changed_at = $2, version = version + 1 where id = $1`,
          [other, app.now()],
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'child_goes_after_its_key_change' });
  });

  it('two principals, and a withdrawal against the verification, at once: one of them', async () => {
    for (let n = 620; n < 624; n += 1) {
      const id = await submitted('a', await numbered('a', n), { identityNumber: correctedNumber(n) });
      const replies = await Promise.all([verify('a', id), verify('a', id), step('a-ordinary', id, 'withdrawal', 2)]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    }
  });

  it('two children that are given one number at once: one of them', async () => {
    for (let n = 630; n < 634; n += 2) {
      const [one, two] = [await numbered('a', n), await numbered('b', n + 1)];
      const { birthOn, sex } = childCells(n);
      const values = { identityNumber: correctedNumber(n), birthOn, sex: sex === '男' ? '1' : '2' };
      const ids = [await submitted('a', one, values), await submitted('b', two, values)] as const;
      const replies = await Promise.all([verify('a', ids[0]), verify('b', ids[1])]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'key-changes.claim-taken' });
    }
  });

  it('an application and a transfer at once: one of them', async () => {
    for (let n = 640; n < 644; n += 1) {
      const childId = await numbered('a', n);
      const replies = await Promise.all([
        apply('a', childId, { name: '欧阳同时' }),
        app.as('a-ordinary').post(`/api/children/${childId}/transfers`, offerBody('b')),
      ]);
      expect(replies.map(({ status }) => status).sort(), JSON.stringify(replies.map(({ body }) => body))).toEqual([
        200, 409,
      ]);
    }
  });

  it('the merging of its institution: the application goes along, with its clock and its papers', async () => {
    const childId = await numbered('a', 660);
    const id = await submitted('a', childId, { name: '欧阳随迁' });
    await app.database.asOwner(async (tx) => {
      await tx.run(
        `update children.children c set institution_id = i.id, county_code = i.county_code, prefecture_code = i.prefecture_code, province_code = i.province_code,
           town_code = i.town_code, class_id = null, came_by = 'moved', changed_at = $3, version = c.version + 1
         from institutions.institutions i where c.id = $1 and i.id = $2`,
        [childId, app.institution('b'), app.now()],
      );
      await tx.run(
        `insert into children.actions (child_id, at, action, account_id, facts) values ($1, $2, 'moved', $3, jsonb_build_object('to', $4::bigint))`,
        [childId, app.now(), app.actor('a-ordinary').accountId, app.institution('b')],
      );
    });
    expect((await app.as('a-review').get(`/api/key-changes/${id}`)).status).toBe(404);
    const moved = await read('b-review', id);
    expect(moved).toMatchObject({ state: 'submitted', isMine: true, dueOn: '2026-04-02' });
    expect((await verify('b', id, moved.revision)).body).toMatchObject({ state: 'completed' });
    expect((await fileOf('b-ordinary', childId)).fields['name']).toBe('欧阳随迁');
  });

  it('a merger with another file: it waits', async () => {
    const childId = await numbered('a', 661);
    await applied('a', childId, { name: '欧阳待并' });
    const merge = app.database.asOwner((tx) =>
      tx.run(
        `update children.children set state = 'merged', merged_into = $2, holds_claim = false, class_id = null, version = version + 1, changed_at = $3 where id = $1`,
        [childId, childId - 1, app.now()],
      ),
    );
    await expect(merge).rejects.toMatchObject({ constraint: 'child_goes_after_its_key_change' });
  });

  it('the same request twice: one application', async () => {
    const childId = await numbered('a', 650);
    const body = {
      requestId: crypto.randomUUID(),
      appliedOn: '2026-03-02',
      values: { name: '欧阳一次' },
      reason: '更正',
    };
    const [one, two] = [
      await app.as('a-ordinary').post(`/api/children/${childId}/key-changes`, body),
      await app.as('a-ordinary').post(`/api/children/${childId}/key-changes`, body),
    ];
    expect(one.status).toBe(200);
    expect(one.body).toEqual(two.body);
  });
});
