import { borderPlay, contentOf, destination, fileTo, takeBody, takeInOf } from './border-play.ts';
import type { GoodRequest } from './good-admissions.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of moves between provinces. */
export const makeGoodCrossings = (
  app: TestApp,
  confirmed: () => Promise<unknown>,
): Record<string, () => Promise<GoodRequest>> => {
  const play = borderPlay(app, 'd');
  const me = 'd-ordinary';
  const site = { key: 'd', institutionId: app.institution('d'), county: '410611' };
  const base = `institutions/${site.institutionId}`;
  let n = 7920;
  const content = () => {
    n += 1;
    return contentOf(n);
  };
  const give = (childId: unknown) =>
    play.post('410611-review', '/api/registration/approvals', {
      ...{ institutionId: site.institutionId, classId: null, childIds: [childId] },
    });
  const numbered = async (): Promise<number> => {
    const childId = await confirmed();
    await give(childId);
    return Number(childId);
  };
  const ask = (login: string, path: string, body: object): GoodRequest => ({ login, path, body: { ...body } });
  const sent = async () => play.send(await numbered());
  const submitted = async () => play.submit(await play.withPaper(await numbered()));
  /** A child of a file, with its number; the state is what approval leaves behind. */
  const entered = async () => {
    const taken = await takeInOf(play.post, site, content());
    const choice = { institutionId: site.institutionId, classId: null, childIds: [taken.childId] };
    await play.post('d-review', '/api/registration/confirmations', choice);
    await give(taken.childId);
    return taken.crossingId;
  };
  const file = async () => takeBody(await fileTo(site.county, content()));
  const asked = { decision: 'accept', reason: null };
  return {
    'province-border.draw-up': async () =>
      ask(me, `children/${await numbered()}/crossings`, { requestId: crypto.randomUUID(), ...destination() }),
    'province-border.submit': async () =>
      ask(me, `crossings/${await play.withPaper(await numbered())}/submission`, { revision: 1, ...destination() }),
    'province-border.release': async () =>
      ask('d-review', `crossings/${await submitted()}/release`, { revision: 2, decision: 'release', reason: null }),
    'province-border.approve': async () => {
      const id = await submitted();
      // As where the rules let the county approve: they don't here.
      await app.database.asOwner((tx) =>
        tx.run(
          `update province_border.crossings set state = 'released', released_by = (select min(a.id) from accounts.accounts a where a.id <> drawn_up_by), released_at = drawn_up_at, revision = 3 where id = $1`,
          [id],
        ),
      );
      return ask('410611-review', `crossings/${id}/approval`, { revision: 3, decision: 'approve', reason: null });
    },
    'province-border.withdraw': async () => ask(me, `crossings/${await submitted()}/withdrawal`, { revision: 2 }),
    'province-border.make-file': async () => ask(me, `crossings/${await sent()}/file`, {}),
    'province-border.take-answer': async () => {
      const id = await sent();
      return ask(me, `crossings/${id}/answer`, { text: await play.answerTo(id) });
    },
    'province-border.end': async () =>
      ask(me, `crossings/${await sent()}/end`, { revision: 3, outcome: 'stay', leftOn: null, reason: '不走了' }),
    'province-border.check-file': async () => ask(me, `${base}/crossing-checks`, await file()),
    'province-border.take-file': async () => ask(me, `${base}/crossings`, await file()),
    'province-border.refuse-file': async () => {
      const { text, openingCode } = await file();
      return ask(me, `${base}/crossing-refusals`, { text, openingCode, reason: '没有学位' });
    },
    'province-border.answer': async () => ask(me, `crossings/${await entered()}/reply`, { revision: 1, ...asked }),
    'province-border.make-answer': async () => {
      const id = await entered();
      await play.post(me, `/api/crossings/${id}/reply`, { revision: 1, ...asked });
      return ask(me, `crossings/${id}/answer-file`, {});
    },
  };
};
