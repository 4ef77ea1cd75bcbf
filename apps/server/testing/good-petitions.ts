import { accidentBody } from './accident-play.ts';
import { deferOf, deferralBody, schoolAgeChildOf } from './deferral-play.ts';
import type { GoodRequest } from './good-admissions.ts';
import { askRecoveryOf, deleteFileOf, drawUpRecovery, petitionPost, recoveryBody } from './petition-play.ts';
import type { TestApp } from './test-app.ts';

/** Makers of requests that succeed, for every command of petitions. */
export const makeGoodPetitions = (
  app: TestApp,
  entered: () => Promise<number>,
): Record<string, () => Promise<GoodRequest>> => {
  const site = { key: 'd', institutionId: app.institution('d') };
  const post = petitionPost(app);
  const lost = async () => deleteFileOf(post, site, await entered());
  const drawn = async () => drawUpRecovery(post, site, await lost());
  const ask = (login: string, path: string, body: Record<string, unknown>): GoodRequest => ({ login, path, body });
  const me = 'd-ordinary';
  let count = 4700;
  const ofSchoolAge = () => schoolAgeChildOf(post, { ...site, county: '410611' }, ++count);
  return {
    'accidents.record-accident': async () => ask(me, `children/${await entered()}/accidents`, accidentBody()),
    'petitions.ask-for-recovery': async () => ask(me, `children/${await lost()}/recoveries`, recoveryBody()),
    'petitions.ask-for-deferral': async () => ask(me, `children/${await ofSchoolAge()}/deferrals`, deferralBody()),
    'petitions.ask-to-end-deferral': async () => {
      const childId = await ofSchoolAge();
      await deferOf(app, post, 'd', childId);
      return ask(me, `children/${childId}/deferral-ends`, deferralBody());
    },
    'petitions.edit-petition': async () =>
      ask(me, `petitions/${await drawn()}`, { revision: 1, reason: '误删，幼儿一直在园' }),
    'petitions.submit-petition': async () => ask(me, `petitions/${await drawn()}/submission`, { revision: 1 }),
    'petitions.withdraw-petition': async () => ask(me, `petitions/${await drawn()}/withdrawal`, { revision: 1 }),
    'petitions.confirm-petition': async () => {
      const id = await drawn();
      await post(me, `/api/petitions/${id}/submission`, { revision: 1 });
      return ask('d-review', `petitions/${id}/confirmation`, { revision: 2, decision: 'confirm', reason: null });
    },
    'petitions.decide-petition': async () =>
      ask('410611-review', `petitions/${await askRecoveryOf(post, site, await lost())}/decision`, {
        ...{ revision: 3, decision: 'approve', reason: null },
      }),
  };
};
