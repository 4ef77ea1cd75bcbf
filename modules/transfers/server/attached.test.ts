import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { photo } from '../../../apps/server/testing/section-cells.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { done, numbered, ask, offer, offerBody, acceptBody } = transferPlay(() => app);

type Papers = { id: string; fileName: string }[];
type View = { papers: { sender: Papers; receiver: Papers }; may: { addPapers: boolean }; papersNeeded: boolean };
const read = async (login: string, id: number) => (await app.as(login).get(`/api/transfers/${id}`)).body as View;
const add = (login: string, id: number, name: string) =>
  app.as(login).upload(`/api/papers/transfer/${id}`, photo, name);
const added = async (login: string, id: number, name: string): Promise<string> => {
  const reply = await add(login, id, name);
  expect(reply.status, reply.text).toBe(200);
  return (reply.body as { id: string }).id;
};
const statusOf = async (login: string, paper: string) => (await app.as(login).get(`/api/papers/${paper}`)).status;
const step = (login: string, id: number, what: string, body: object) =>
  app.as(login).post(`/api/transfers/${id}/${what}`, body);
const names = (papers: Papers) => papers.map(({ fileName }) => fileName);

describe('papers of a transfer', () => {
  it('are added by both sides; what the sending one holds the other sees once the child is released', async () => {
    await numbered('a', 9600);
    const id = await ask('d', 9600);
    const of = await added('a-ordinary', id, '户口簿.png');
    const to = await added('d-ordinary', id, '居住证明.png');
    expect(await read('a-ordinary', id)).toMatchObject({ may: { addPapers: true }, papersNeeded: false });
    expect(names((await read('a-ordinary', id)).papers.sender)).toEqual(['户口簿.png']);
    expect(names((await read('a-ordinary', id)).papers.receiver)).toEqual(['居住证明.png']);
    expect((await read('d-ordinary', id)).papers.sender).toEqual([]);
    expect(await statusOf('d-ordinary', of)).toBe(404);
    expect(await statusOf('a-ordinary', to)).toBe(200);
    expect(await statusOf('410105-review', of)).toBe(200);
    expect(await statusOf('410611-review', of)).toBe(404);
    expect(await statusOf('410611-review', to)).toBe(200);
    expect(await statusOf('410000-review', of)).toBe(200);
    await step('a-ordinary', id, 'release', { revision: 1 });
    expect(await statusOf('d-ordinary', of)).toBe(200);
    expect(await statusOf('410611-review', of)).toBe(200);
    await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
    for (const login of ['a-ordinary', 'd-ordinary']) {
      expect(names((await read(login, id)).papers.sender)).toEqual(['户口簿.png']);
      expect((await read(login, id)).may.addPapers).toBe(false);
      expect((await add(login, id, '后来.png')).body).toMatchObject({ code: 'attachments.record-closed' });
    }
  });

  it('are no third institution’s, nor another county’s, and are hidden again when nothing came of it', async () => {
    const id = await offer('a', await numbered('a', 9601), 'd');
    const of = await added('a-ordinary', id, '户口簿.png');
    for (const login of ['b-ordinary', 'c-ordinary', '410102-review']) {
      expect(await statusOf(login, of), login).toBe(404);
      expect((await add(login, id, '别人.png')).status, login).toBe(404);
    }
    expect(await statusOf('d-ordinary', of)).toBe(200);
    // A department looks on.
    expect((await add('410105-review', id, '县里.png')).body).toMatchObject({ code: 'attachments.record-closed' });
    await step('d-ordinary', id, 'refusal', { revision: 1, reason: '班额已满' });
    expect(await statusOf('d-ordinary', of)).toBe(404);
    expect(await statusOf('a-ordinary', of)).toBe(200);
  });

  it('must be there where the rules ask for the guardian’s application in writing', async () => {
    await app.database.asOwner(async (tx) => {
      for (const county of ['410105', '410611']) await assignPack(tx, county, 'tianjin-binhai-2020', '2026-03-01');
    });
    await numbered('a', 9602);
    const id = await ask('d', 9602);
    expect((await read('a-ordinary', id)).papersNeeded).toBe(true);
    const missing = { code: 'transfers.papers-missing' };
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject(missing);
    // The other side's papers are not mine.
    await added('d-ordinary', id, '申请表.png');
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject(missing);
    await added('a-ordinary', id, '申请表.png');
    expect((await step('a-ordinary', id, 'release', { revision: 1 })).body).toMatchObject({ state: 'released' });
    expect((await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2))).body).toMatchObject({
      state: 'completed',
    });
    const child = await numbered('a', 9603);
    const other = await done('a-ordinary', `children/${child}/transfers`, { ...offerBody('d'), isDraft: true });
    const offered = Number(other['transferId']);
    await added('a-ordinary', offered, '申请表.png');
    await step('a-ordinary', offered, 'release', { revision: 1 });
    expect((await step('d-ordinary', offered, 'acceptance', await acceptBody('d', 2))).body).toMatchObject(missing);
  });
});
