import { expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { deferOf, deferralBody, schoolAgeChildOf } from '../../../apps/server/testing/deferral-play.ts';
import { codeIn, printedText } from '../../../apps/server/testing/pdf-text.ts';
import { askRecoveryOf, loseFileOf, petitionPost } from '../../../apps/server/testing/petition-play.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
useCheckedApp('2026-11-20T01:00:00Z', (made) => {
  app = made;
});

const printed = (login: string, id: number) => printedText(app.as(login).post(`/api/petitions/${id}/form`, {}));
const site = () => ({ key: 'a', institutionId: app.institution('a'), county: '410105' });

it('the application for a deferral is signed by the guardian, and tells who approved it', async () => {
  const post = petitionPost(app);
  const childId = await schoolAgeChildOf(post, site(), 41, { guardianName: '欧阳𬱖' });
  const { petitionId } = await post('a-ordinary', `/api/children/${childId}/deferrals`, deferralBody());
  const blank = await printed('a-ordinary', Number(petitionId));
  for (const word of [
    '缓学留园申请表',
    '欧阳𬱖',
    '监护人签名',
    '推迟一年入小学',
    '园长意见',
    '□ 同意',
    '2027 年 9 月至 2028 年 8 月',
  ])
    expect(blank.text).toContain(word);
  expect(blank.text).not.toContain('县级教育行政部门意见');
  const other = await deferOf(app, post, 'a', await schoolAgeChildOf(post, site(), 42));
  const done = await printed('a-ordinary', other);
  for (const word of ['已通过', '诊断证明.png', app.actor('a-review').personName]) expect(done.text).toContain(word);
  expect(done.text).not.toContain('□ 同意');
  const { paperCodes } = (await app.as('a-ordinary').get(`/api/petitions/${other}`)).body as {
    paperCodes: { code: string }[];
  };
  expect(paperCodes.at(-1)?.code).toBe(codeIn(done.text));
});

it('the petition for the recovery of a file is the institution’s, and nobody prints it who need not know of it', async () => {
  const id = await askRecoveryOf(
    petitionPost(app),
    site(),
    await loseFileOf(petitionPost(app), site(), childCells(9400, { classCode: '20262101' })),
  );
  const { text } = await printed('410105-review', id);
  for (const word of ['学籍信息恢复申请表', '误删，幼儿仍在园', '经办人签名', '园长确认']) expect(text).toContain(word);
  expect(text.replaceAll(' ', '')).toContain('县级教育行政部门意见');
  for (const [login, status] of [
    ['410105-ordinary', 403],
    ['a-reader', 403],
    ['b-ordinary', 404],
    ['410102-review', 404],
  ] as const)
    expect((await app.as(login).post(`/api/petitions/${id}/form`, {})).status, login).toBe(status);
});
