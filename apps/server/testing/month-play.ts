import { tellMonth } from '@xueqian/modules/supervision/server/index.ts';
import type { TestApp } from './test-app.ts';

/** The newest message of an office, as an account of it sees it; the month is told first where it was not. */
export const newestMonth = async (app: TestApp, login: string): Promise<number> => {
  await tellMonth(app.database, '2026-11-22');
  const { rows } = (await app.as(login).get('/api/monthly-messages')).body as { rows: { id: number }[] };
  const [newest] = rows;
  if (!newest) throw new Error(`${login} was told nothing`);
  return newest.id;
};

/** A message to every department, opened by its reviewer. */
export const readMonthEverywhere = async (app: TestApp): Promise<void> => {
  for (const login of ['410105-review', '410102-review', '410611-review', '410100-review', '410600-review'])
    await app.as(login).post(`/api/monthly-messages/${await newestMonth(app, login)}/receipt`, {});
};
