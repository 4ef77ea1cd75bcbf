import { childCells, residentNumber } from './child-cells.ts';
import type { Post } from './life-rows.ts';
import { photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';

type Site = { readonly key: string; readonly institutionId: number; readonly county: string };

/** A child that is six by the end of August 2027: the n-th of 200, on days of their own. */
export const schoolAgeCells = (n: number, over: object = {}) => {
  const birthOn = new Date(Date.UTC(2021, 0, 1 + (n % 200))).toISOString().slice(0, 10);
  const serial = 501 + 2 * Math.floor(n / 200);
  const identityNumber = residentNumber('410105', birthOn, serial);
  return childCells(n, { birthOn, identityNumber, sex: '男', ...over });
};

/** A child with a number that is of school age; gives its file. */
export const schoolAgeChildOf = async (post: Post, site: Site, n: number, over: object = {}): Promise<number> => {
  const { key, institutionId, county } = site;
  const asked = { requestId: crypto.randomUUID(), values: schoolAgeCells(n, over) };
  const childId = Number(
    (await post(`${key}-ordinary`, `/api/institutions/${institutionId}/children`, asked))['childId'],
  );
  const choice = { institutionId, classId: null, childIds: [childId] };
  await post(`${key}-review`, '/api/registration/confirmations', choice);
  await post(`${county}-review`, '/api/registration/approvals', choice);
  return childId;
};

export const deferralBody = () => ({ requestId: crypto.randomUUID(), reason: '体弱，监护人申请缓学一年' });

/** A deferral with its paper, sent to the principal; gives the petition, whose revision is then 2. */
export const sendDeferralOf = async (app: TestApp, post: Post, key: string, childId: number): Promise<number> => {
  const me = `${key}-ordinary`;
  const { petitionId } = await post(me, `/api/children/${childId}/deferrals`, deferralBody());
  const added = await app.as(me).upload(`/api/papers/petition/${petitionId}`, photo, '诊断证明.png');
  if (added.status !== 200) throw new Error(added.text);
  await post(me, `/api/petitions/${petitionId}/submission`, { revision: 1 });
  return Number(petitionId);
};

/** A deferral in force where the principal's word is the last; gives the petition. */
export const deferOf = async (app: TestApp, post: Post, key: string, childId: number): Promise<number> => {
  const petitionId = await sendDeferralOf(app, post, key, childId);
  const word = { revision: 2, decision: 'confirm', reason: null };
  const { state } = await post(`${key}-review`, `/api/petitions/${petitionId}/confirmation`, word);
  if (state !== 'approved') throw new Error(`petition ${petitionId} is ${state}`);
  return petitionId;
};
