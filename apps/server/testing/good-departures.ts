import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command about children that leave, rest and come back. */
export const makeGoodDepartures = (
  app: TestApp,
  confirmed: () => Promise<number>,
  done: (login: string, path: string, body?: object) => Promise<Record<string, number>>,
): Record<string, () => Promise<GoodRequest>> => {
  const d = app.institution('d');
  const login = 'd-ordinary';
  const numbered = async (): Promise<number> => {
    const childId = await confirmed();
    await done('410611-review', 'registration/approvals', { institutionId: d, classId: null, childIds: [childId] });
    return childId;
  };
  const leaving = (childId: number) => ({
    login,
    path: `institutions/${d}/leavings`,
    body: { childIds: [childId], leftOn: '2026-11-20', way: 'withdrawn', destination: null, reason: '家长要求退园' },
  });
  const rest = (childId: number) => ({
    login,
    path: `children/${childId}/suspension`,
    body: { fromOn: '2026-11-20', untilOn: '2027-03-01', reason: '因病休养' },
  });
  const send = ({ path, body }: GoodRequest) => done(login, path, body);
  return {
    'departures.record-leaving': async () => leaving(await numbered()),
    'departures.undo-leaving': async () => {
      const childId = await numbered();
      await send(leaving(childId));
      const read = await app.as(login).get(`/api/children/${childId}/departures`);
      const { id } = (read.body as { leaving: { id: number } }).leaving;
      return { login, path: `leavings/${id}/undoing`, body: { reason: '登记有误' } };
    },
    'departures.suspend-child': async () => rest(await numbered()),
    'departures.resume-child': async () => {
      const childId = await numbered();
      await send(rest(childId));
      const { classId } = (await app.as(login).get(`/api/children/${childId}/departures`)).body as { classId: number };
      return { login, path: `children/${childId}/resumption`, body: { resumedOn: '2026-11-21', classId } };
    },
  };
};
