import { expect, it } from 'vitest';
import { borderPlay, contentOf, fileTo, takeBody } from '../../../apps/server/testing/border-play.ts';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { codeIn, printedText } from '../../../apps/server/testing/pdf-text.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';

let app: TestApp;
useCheckedApp('2026-11-20T01:00:00Z', (made) => {
  app = made;
});
const { numbered } = transferPlay(() => app);
const rareName = '欧阳𠮷䶮㛃';

const printed = (login: string, id: number) => printedText(app.as(login).post(`/api/crossings/${id}/form`, {}));
const codesOf = async (id: number) =>
  ((await app.as('a-ordinary').get(`/api/crossings/${id}`)).body as { paperCodes: { step: string; code: string }[] })
    .paperCodes;

it('the form of a child that goes to another province has its boxes, and then who said what', async () => {
  const { draw, withPaper, submit } = borderPlay(app, 'a');
  const first = await draw(await numbered('a', 9300, { name: rareName }));
  const blank = await printed('a-ordinary', first);
  for (const word of [
    '幼儿跨省转学（转出）申请表',
    rareName,
    '海河幼儿园',
    '天津市滨海新区',
    '随父母工作调动迁居',
    '转出园意见',
    '□ 同意',
  ])
    expect(blank.text).toContain(word);
  expect(blank.totalPages).toBe(1);
  expect((await codesOf(first)).map(({ code }) => code)).toEqual([codeIn(blank.text)]);
  const id = await withPaper(await numbered('a', 9301));
  app.setNow('2026-11-20T02:00:00Z');
  await submit(id);
  app.setNow('2026-11-20T03:00:00Z');
  const back = { revision: 2, decision: 'return', reason: '请补户口簿' };
  expect((await app.as('a-review').post(`/api/crossings/${id}/release`, back)).status).toBe(200);
  const returned = await printed('a-ordinary', id);
  for (const word of ['退回 请补户口簿', '2026-11-20 11:00']) expect(returned.text).toContain(word);
  expect((await codesOf(id)).map(({ step }) => step)).toEqual(['drawn-up', 'submit', 'return']);
  app.setNow('2026-11-20T04:00:00Z');
  await submit(id, 3);
  expect((await printed('a-ordinary', id)).text).not.toContain('请补户口簿');
  expect((await app.as('b-ordinary').post(`/api/crossings/${id}/form`, {})).status).toBe(404);
  expect((await app.as('a-reader').post(`/api/crossings/${id}/form`, {})).status).toBe(403);
});

it('the form of a child that comes from one names where it was and who takes it in', async () => {
  const text = await fileTo('410105', contentOf(9310, { name: rareName }));
  const path = `/api/institutions/${app.institution('a')}/crossings`;
  const { crossingId } = (await app.as('a-ordinary').post(path, takeBody(text))).body as { crossingId: number };
  const paper = await printed('410105-review', crossingId);
  for (const word of ['幼儿跨省转学（转入）申请表', rareName, '海河幼儿园', '转入园意见', '金水一幼', '监护人签名'])
    expect(paper.text).toContain(word);
});
