import type { ImportView } from '@xueqian/modules/importing/contract.ts';
import { expect } from 'vitest';
import type { PlaceKey, TestApp } from './test-app.ts';

/** What a kindergarten does with a sheet; `given` is the application when it is there. */
export const importPlay = (given: () => TestApp) => {
  const view = async (key: PlaceKey, id: number): Promise<ImportView> =>
    (await given().as(`${key}-ordinary`).get(`/api/imports/${id}`)).body as ImportView;
  const upload = async (key: PlaceKey, bytes: Buffer, fileName?: string): Promise<number> => {
    const id = await given().uploadAs(key, bytes, fileName);
    await given().check(key, id);
    return id;
  };
  const commit = async (key: PlaceKey, id: number): Promise<ImportView> => {
    const checked = await view(key, id);
    const reply = await given()
      .as(`${key}-ordinary`)
      .post(`/api/imports/${id}/commit`, { expectRejected: checked.counts?.rejected });
    expect(reply.status, reply.text).toBe(200);
    await given().commit(key, id);
    const done = await view(key, id);
    expect(done).toMatchObject({ state: 'committed', counts: checked.counts });
    return done;
  };
  return { view, upload, commit };
};

/** Schemas in which a check leaves its traces; all others stay as they were. */
export const apart = ['importing', 'pgboss'];
