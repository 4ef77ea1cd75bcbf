import { localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import { expect } from 'vitest';
import type { TestApp } from './test-app.ts';

/** In each institution the guardians of its first page of children sign. */
export const confirmEverywhere = async (app: TestApp): Promise<void> => {
  for (const key of ['a', 'b', 'c', 'd'] as const) {
    const base = `/api/institutions/${app.institution(key)}`;
    const listed = await app.as(`${key}-ordinary`).get(`${base}/confirmations`);
    const { rows } = listed.body as { rows: { childId: number }[] };
    const signed = { childIds: rows.map(({ childId }) => childId), signedOn: '2026-11-20' };
    await app.as(`${key}-ordinary`).post(`${base}/class-confirmations`, signed);
  }
};

/** The province lays down how long paper files are kept, from today on. */
export const layDownPaperFile = async (app: TestApp, rule: string): Promise<void> => {
  const from = localDate(app.now());
  const setting = { key: 'paperFile', value: rule, unit: null, from, follow: false };
  const named = { documentTitle: '关于纸质档案的通知', documentNumber: null };
  const reply = await app.as('410000-review').post('/api/policy-settings', { ...setting, ...named });
  expect(reply.status, reply.text).toBe(200);
};

/** In each institution the paper files of the children that went are destroyed before a witness. */
export const destroyEverywhere = async (app: TestApp): Promise<void> => {
  await layDownPaperFile(app, 'none');
  for (const key of ['a', 'b', 'c', 'd'] as const) {
    const base = `/api/institutions/${app.institution(key)}`;
    const { rows } = (await app.as(`${key}-ordinary`).get(`${base}/paper-files`)).body as { rows: { id: number }[] };
    const two = { destroyedBy: '欧阳甲', witnessedBy: '欧阳乙' };
    const body = { ids: rows.map(({ id }) => id), destroyedOn: '2026-11-22', ...two };
    const reply = await app.as(`${key}-ordinary`).post(`${base}/paper-destructions`, body);
    expect(reply.body, reply.text).toMatchObject({ done: rows.length });
  }
};
