import { expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { textOf } from '../../../apps/server/testing/pdf-text.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';
import { type TransferState, transferStates } from '../transfer.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { numbered, ask, acceptBody } = transferPlay(() => app);

// Everybody who sees a transfer of a in 410105 (410100) to d in 410611 (410600), by the side on which they stand.
const everyRole = (office: string) =>
  (/^\d{4}00$/.test(office) ? ['review', 'reader'] : ['ordinary', 'review', 'reader']).map(
    (role) => `${office}-${role}`,
  );
const sending = ['a', '410105', '410100'].flatMap(everyRole);
const above = everyRole('410000');
const receiving = ['d', '410611', '410600'].flatMap(everyRole);
const nobody = ['b', 'c', '410102'].flatMap(everyRole);

const step = async (login: string, id: number, what: string, body: object): Promise<void> => {
  const reply = await app.as(login).post(`/api/transfers/${id}/${what}`, body);
  expect(reply.status, `${login} ${what}: ${reply.text}`).toBe(200);
};
const refusal = { reason: '监护人已改变主意' };

/** The way to a state; those that end it before the child was let go stand beside those that end it afterwards. */
const ways: readonly (readonly [state: TransferState, isReleased: boolean, go: (id: number) => Promise<void>])[] = [
  ['asked', false, async () => undefined],
  ['refused', false, (id) => step('a-ordinary', id, 'refusal', { revision: 1, ...refusal })],
  ['withdrawn', false, (id) => step('d-ordinary', id, 'withdrawal', { revision: 1 })],
  ['released', true, (id) => step('a-ordinary', id, 'release', { revision: 1 })],
  [
    'refused',
    true,
    async (id) => {
      await step('a-ordinary', id, 'release', { revision: 1 });
      await step('d-ordinary', id, 'refusal', { revision: 2, ...refusal });
    },
  ],
  [
    'withdrawn',
    true,
    async (id) => {
      await step('a-ordinary', id, 'release', { revision: 1 });
      await step('d-ordinary', id, 'withdrawal', { revision: 2 });
    },
  ],
  [
    'accepted',
    true,
    async (id) => {
      await step('a-ordinary', id, 'release', { revision: 1 });
      await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
    },
  ],
  [
    'completed',
    true,
    async (id) => {
      await step('a-ordinary', id, 'release', { revision: 1 });
      await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
      await step('410611-review', id, 'approval', { revision: 3 });
    },
  ],
];

it('the ways reach every state', () => expect(new Set(ways.map(([state]) => state))).toEqual(new Set(transferStates)));

it.each(ways.map((way, at) => [...way, at] as const))(
  'the name in a transfer that is %s, released: %s',
  async (state, isReleased, go, at) => {
    await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-03-01')).catch(() => undefined);
    // No part of the masked name could be the whole one, and no office bears it.
    const name = `欧阳${['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'][at]}𠮷䶮`;
    const childId = await numbered('a', 9800 + at, { name });
    const id = await ask('d', 9800 + at);
    await go(id);
    const paths = [`transfers/${id}`, 'transfers?only=all&limit=200', 'transfers?only=mine', 'tasks'];
    const readers = async (logins: readonly string[], seesWhole: boolean): Promise<number> => {
      let printed = 0;
      for (const login of logins) {
        const me = app.as(login);
        const read = await me.get(`/api/transfers/${id}`);
        expect(read.status, login).toBe(200);
        const view = read.body as { state: string; childName: string; childId: number | null };
        expect(view.state).toBe(state);
        expect(view.childName === name, `${login} reads ${view.childName}`).toBe(seesWhole);
        const { rows } = (await me.get('/api/transfers?only=all&limit=200')).body as {
          rows: { id: number; childName: string; childId: number | null }[];
        };
        const row = rows.find((one) => one.id === id);
        expect(row?.childName, login).toBe(view.childName);
        expect(row?.childId, login).toBe(view.childId);
        // A link to the file is shown to whoever finds it there, and to nobody else.
        expect((await me.get(`/api/children/${childId}`)).status === 200, `${login} file`).toBe(view.childId !== null);
        const form = await me.post(`/api/transfers/${id}/form`, {});
        const sheets = await me.post(`/api/institutions/${app.institution('d')}/transfer-forms`, { side: 'receiver' });
        for (const paper of [form, sheets]) {
          if (paper.status !== 200) continue;
          printed += 1;
          const { text } = await textOf(paper.body as Buffer);
          if (paper === form || !seesWhole) expect(text.includes(name), `${login} prints`).toBe(seesWhole);
          expect(paper.fileName, login).toMatch(/\.pdf$/);
          if (!seesWhole) expect(paper.fileName, login).not.toContain(name);
        }
        if (!seesWhole)
          for (const path of paths) expect((await me.get(`/api/${path}`)).text, `${login} ${path}`).not.toContain(name);
      }
      return printed;
    };
    expect(await readers([...sending, ...above], true)).toBeGreaterThan(2);
    expect(await readers(receiving, isReleased)).toBeGreaterThan(2);
    for (const login of nobody) expect((await app.as(login).get(`/api/transfers/${id}`)).status, login).toBe(404);
  },
);
