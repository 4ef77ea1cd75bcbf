import { changeTree } from '@xueqian/modules/jurisdictions/server/index.ts';
import { expect } from 'vitest';
import { childCells } from './child-cells.ts';
import type { TestApp } from './test-app.ts';

export const today = '2026-11-22';
export const names = { documentTitle: '关于调整行政区划的批复', documentNumber: '豫政文〔2026〕1号' };

type Read = {
  state: string;
  figures: Record<string, number> | null;
  problem: { code: string } | null;
  failure: unknown;
  may: Record<string, boolean>;
};

/** Three children in each of four institutions, one of them entered by all: cases across counties. */
export const enterChildren = async (app: TestApp): Promise<void> => {
  await app.makeClasses();
  for (const [at, key] of (['a', 'b', 'c', 'd'] as const).entries()) {
    for (let n = 0; n < 3; n += 1) {
      await app.as(`${key}-ordinary`).post(`/api/institutions/${app.institution(key)}/children`, {
        requestId: crypto.randomUUID(),
        values: childCells(n === 0 ? 500 : at * 10 + n, { classCode: '20262101' }),
      });
    }
  }
};

/** Changes of the tree as their administrators make them; `given` is the application when it is there. */
export const changePlay = (given: () => TestApp) => {
  const means = () => ({ database: given().database, clock: given().now, jobs: given().services.jobs });
  const draft = async (login: string, change: object, on = today) => {
    const reply = await given()
      .as(login)
      .post('/api/division-changes', { change, on, ...names, reason: '' });
    return { status: reply.status, ...(reply.body as { changeId: number; code: string }) };
  };
  const read = async (login: string, id: number): Promise<Read> =>
    (await given().as(login).get(`/api/division-changes/${id}`)).body;
  /** Drafts, looks, orders and does at once what the queue would do. */
  const carryOut = async (login: string, change: object, on = today): Promise<Read> => {
    const { status, changeId } = await draft(login, change, on);
    expect(status).toBe(200);
    const preview = await read(login, changeId);
    const ordered = await given().as(login).post(`/api/division-changes/${changeId}/carrying-out`, {
      expectInstitutions: preview.figures?.['institutions'],
    });
    expect(ordered.status, ordered.text).toBe(200);
    await changeTree(means(), { changeId });
    const after = await read(login, changeId);
    expect(after.state, JSON.stringify(after.problem)).toBe('carried-out');
    return preview;
  };

  /** Everything a move must not touch: children by institution and state, numbers, counters. */
  const placeRows = async (key: 'a' | 'b' | 'c' | 'd') =>
    given().database.asOwner(async (tx) => {
      const found: Record<string, string[]> = {};
      for (const table of [
        'institutions.institutions',
        'children.children',
        'classes.classes',
        'statistics.institution_counters',
        'statistics.baselines',
        'accounts.offices',
      ]) {
        const id = table === 'institutions.institutions' ? 'id' : 'institution_id';
        found[table] = (
          await tx.rows<{ place: string }>(
            `select distinct concat_ws(' ', province_code, prefecture_code, county_code) as place from ${table} where ${id} = $1`,
            [given().institution(key)],
          )
        ).map((row) => row.place);
      }
      return found;
    });
  const everywhere = (place: string) => ({
    'institutions.institutions': [place],
    'children.children': [place],
    'classes.classes': [place],
    'statistics.institution_counters': [place],
    'statistics.baselines': [place],
    'accounts.offices': [place],
  });
  return { means, draft, read, carryOut, placeRows, everywhere };
};
