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
