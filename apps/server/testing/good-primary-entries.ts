import type { GoodRequest } from './good-admissions.ts';
import {
  accepted,
  answerFile,
  applyAnswersIn,
  graduateOf,
  makeListIn,
  sentRows,
  uploadAnswers,
} from './primary-entry-play.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for the hand-over to primary school: each has a graduate that nobody was asked about. */
export const makeGoodPrimaryEntries = (app: TestApp): Record<string, () => Promise<GoodRequest>> => {
  const site = { key: 'd', institutionId: app.institution('d'), county: '410611' };
  const county = '410611-review';
  let count = 4800;
  const graduate = () => graduateOf(app, site, ++count);
  const listed = async () => {
    const childId = await graduate();
    return { childId, ...(await makeListIn(app, county)) };
  };
  const answered = async () => {
    const { listId, childId } = await listed();
    const rows = await sentRows(app, county, listId);
    return {
      childId,
      answerId: await uploadAnswers(app, county, listId, answerFile(rows.map((row) => ({ ...row, ...accepted })))),
    };
  };
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  return {
    'primary-entry.make-list': async () =>
      ask(county, 'primary-entry-lists', { requestId: crypto.randomUUID(), year: 2026, reason: '交小学核对入学' }),
    'primary-entry.withdraw-list': async () =>
      ask(county, `primary-entry-lists/${(await listed()).listId}/withdrawal`, {}),
    'primary-entry.apply-answers': async () =>
      ask(county, `primary-entry-answers/${(await answered()).answerId}/application`, { expectFaulty: 0 }),
    'primary-entry.note-graduate': async () =>
      ask('d-ordinary', `children/${await graduate()}/primary-entry-note`, {
        whereabouts: 'abroad',
        note: '随父母出国',
      }),
    'primary-entry.take-back': async () => {
      const { answerId, childId } = await answered();
      await applyAnswersIn(app, county, answerId);
      return ask(county, `children/${childId}/primary-entry-undoing`, { reason: '小学报错' });
    },
    'primary-entry.look-up-child': async () => {
      await graduate();
      return ask(county, 'primary-entry-lookups', { number: 'J410105202101010011', name: null, reason: '核对入学' });
    },
  };
};
