import { expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { codeIn, textOf } from '../../../apps/server/testing/pdf-text.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';

let app: TestApp;
useCheckedApp('2026-11-20T01:00:00Z', (made) => {
  app = made;
});

it('the certificate of leaving says who was here until when, has a code, and is not made of one that was taken back', async () => {
  const { numbered, done } = transferPlay(() => app);
  const childId = await numbered('a', 9500, { name: '欧阳𠮷䶮㛃' });
  await done('a-ordinary', `institutions/${app.institution('a')}/leavings`, {
    ...{
      childIds: [childId],
      leftOn: '2026-11-18',
      way: 'moved-away',
      destination: '浙江省杭州市',
      reason: '随父母迁居',
    },
  });
  const of = `/api/children/${childId}/departures`;
  const { leaving } = (await app.as('a-ordinary').get(of)).body as { leaving: { id: number; paperCode: string } };
  const path = `/api/leavings/${leaving.id}/certificate`;
  const reply = await app.as('a-ordinary').post(path, {});
  expect(reply.status, reply.text).toBe(200);
  const { text, totalPages } = await textOf(reply.body as Buffer);
  for (const word of ['幼儿离园证明', '欧阳𠮷䶮㛃', '金水一幼', '2026-11-18', '浙江省杭州市', '机构公章', '迁走'])
    expect(text).toContain(word);
  expect(totalPages).toBe(1);
  expect(text).not.toContain(String(childCells(9500).identityNumber));
  expect(codeIn(text)).toBe(leaving.paperCode);
  expect((await app.as('410105-review').post(path, {})).status).toBe(200);
  expect((await app.as('b-ordinary').post(path, {})).status).toBe(404);
  expect((await app.as('a-reader').post(path, {})).status).toBe(403);
  await done('a-ordinary', `leavings/${leaving.id}/undoing`, { reason: '选错幼儿' });
  expect((await app.as('a-ordinary').post(path, {})).body).toMatchObject({ code: 'departures.certificate-of-undone' });
});
