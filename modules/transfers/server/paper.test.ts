import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { codeIn, printedText, textOf } from '../../../apps/server/testing/pdf-text.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { transferPlay } from '../../../apps/server/testing/transfer-play.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { numbered, ask, offer, acceptBody } = transferPlay(() => app);

type View = { revision: number; paperCodes: { step: string; code: string }[] };
const read = async (login: string, id: number) => (await app.as(login).get(`/api/transfers/${id}`)).body as View;
const step = (login: string, id: number, what: string, body: object) =>
  app.as(login).post(`/api/transfers/${id}/${what}`, body);
const print = (login: string, id: number, body: object = {}) => app.as(login).post(`/api/transfers/${id}/form`, body);
const printed = (login: string, id: number, body: object = {}) => printedText(print(login, id, body));
const trail = (entry: string) =>
  app.database.asOwner((tx) =>
    tx.rows<{ subject: string; facts: object | null }>('select subject, facts from audit.entries where entry = $1', [
      entry,
    ]),
  );
const rareName = '欧阳𠮷䶮㛃';
const institution = { a: '金水一幼', d: '' };
const where = async () => {
  const { rows } = (await app.as('410000-review').get('/api/transfers?only=all')).body as {
    rows: { fromName: string; toName: string }[];
  };
  return rows[0] as { fromName: string; toName: string };
};

describe('the form of a transfer', () => {
  it('is printed by both sides as far as each sees the child, with boxes for whoever has to decide', async () => {
    await numbered('a', 9100, { name: rareName, guardianName: '欧阳𬱖' });
    const id = await ask('d', 9100);
    const { toName } = await where();
    const of = await printed('a-ordinary', id);
    expect(of.totalPages).toBe(1);
    const file = childCells(9100);
    for (const word of [
      '幼儿转园申请表',
      rareName,
      '欧阳𬱖',
      institution.a,
      toName,
      '家庭住址变动',
      '监护人签名',
      '待转出园同意',
    ])
      expect(of.text).toContain(word);
    for (const word of ['□ 同意', '转出园意见', '接收园意见', '机构公章', '第 1 页 共 1 页', '2026-03-02'])
      expect(of.text).toContain(word);
    expect(of.text.replaceAll(' ', '')).not.toContain('县级教育行政部门意见');
    expect(of.text).not.toContain(String(file.identityNumber));
    expect(of.text).toContain(String(file.identityNumber).slice(0, 3));
    expect(of.text).not.toContain(String(file.guardianPhone));
    expect(of.text).toContain(app.actor('a-ordinary').personName);
    const to = await printed('d-ordinary', id);
    expect(to.text).toContain('姓名（监护人填写）');
    for (const word of [rareName, '欧阳𬱖', String(file.identityNumber).slice(0, 3)])
      expect(to.text).not.toContain(word);
    expect(codeIn(to.text)).toBe(codeIn(of.text));
    expect(codeIn(of.text)).toBe((await read('a-ordinary', id)).paperCodes[0]?.code);
    expect(await trail('transfers.form-printed')).toMatchObject([
      { subject: `transfer ${id}`, facts: { state: 'asked' } },
      { subject: `transfer ${id}` },
    ]);
    const english = await printed('a-ordinary', id, { language: 'en' });
    for (const word of ['Application for transfer', 'Signature of the guardian', rareName])
      expect(english.text).toContain(word);
  });

  it('is the record once it is decided: who said what and when, and the code of each stage', async () => {
    const childId = await numbered('a', 9101);
    const id = await ask('d', 9101);
    const first = codeIn((await printed('a-ordinary', id)).text);
    app.setNow('2026-03-03T01:30:00Z');
    await step('a-ordinary', id, 'release', { revision: 1 });
    const released = await printed('d-ordinary', id);
    expect(released.text).toContain(`同意转出。 ${app.actor('a-ordinary').personName} 2026-03-03 09:30`);
    expect(released.text).toContain(String(childCells(9101).name));
    app.setNow('2026-03-04T01:30:00Z');
    await step('d-ordinary', id, 'acceptance', await acceptBody('d', 2));
    const done = await printed('d-ordinary', id);
    expect(done.text).toContain('已转入');
    expect(done.text).toMatch(/同意接收，编入.+，转入日期 2026-03-04/);
    expect(done.text).not.toContain('□ 同意');
    // The file is no longer the sending side's: what was asked for and decided is.
    const past = await printed('a-ordinary', id);
    expect(past.text).toContain('同意接收，转入日期 2026-03-04');
    expect(past.text).not.toContain(String(childCells(9101).identityNumber).slice(0, 3));
    expect((await app.as('a-ordinary').get(`/api/children/${childId}`)).status).toBe(404);
    const { paperCodes } = await read('d-ordinary', id);
    expect(paperCodes.map((each) => each.step)).toEqual(['asked', 'released', 'accepted']);
    expect(paperCodes.map(({ code }) => code)).toEqual([first, codeIn(released.text), codeIn(done.text)]);
    expect(new Set(paperCodes.map(({ code }) => code)).size).toBe(3);
  });

  it('says who refused and why, who withdrew, and has the county where its rules ask for it', async () => {
    await numbered('a', 9102);
    const refused = await ask('d', 9102);
    await step('a-ordinary', refused, 'refusal', { revision: 1, reason: '监护人已改变主意' });
    const no = await printed('d-ordinary', refused);
    expect(no.text).toContain('驳回：监护人已改变主意');
    expect(no.text).not.toContain('□ 同意');
    const child = await numbered('a', 9103);
    const back = await offer('a', child, 'd');
    await step('a-ordinary', back, 'withdrawal', { revision: 1 });
    expect((await printed('a-ordinary', back)).text).toContain('本申请已由');
    await app.database.asOwner((tx) => assignPack(tx, '410611', 'national-2025', '2026-03-01'));
    const again = await offer('a', child, 'd');
    expect((await printed('a-ordinary', again)).text.replaceAll(' ', '')).toContain('县级教育行政部门意见');
  });

  it('is nobody else’s: another institution, a reader, an office above that does not print', async () => {
    await numbered('a', 9104);
    const id = await ask('d', 9104);
    expect((await print('b-ordinary', id)).body).toMatchObject({ code: 'transfers.not-found' });
    expect((await print('410102-review', id)).status).toBe(404);
    expect((await print('a-reader', id)).status).toBe(403);
    expect((await print('410105-review', id)).status).toBe(200);
  });
});

describe('the forms of an institution that lets its children go', () => {
  it('are one PDF of many, each with its own code and page numbers', async () => {
    const of = app.institution('c');
    const all = `/api/institutions/${of}/transfer-forms`;
    expect((await app.as('c-ordinary').post(all, { side: 'sender' })).body).toMatchObject({
      code: 'transfers.nothing-to-print',
    });
    const ids: number[] = [];
    for (const n of [9110, 9111, 9112]) ids.push(await offer('c', await numbered('c', n), 'd'));
    const reply = await app.as('c-ordinary').post(all, { side: 'sender' });
    const { text, totalPages } = await textOf(reply.body as Buffer);
    expect(totalPages).toBe(3);
    for (const n of [9110, 9111, 9112]) expect(text).toContain(String(childCells(n).name));
    for (const id of ids) expect(text).toContain((await read('c-ordinary', id)).paperCodes.at(-1)?.code);
    expect(text.match(/第 1 页 共 1 页/g)).toHaveLength(3);
    expect(await trail('transfers.forms-printed')).toMatchObject([
      { subject: `institution ${of}`, facts: { forms: 3 } },
    ]);
    expect((await app.as('b-ordinary').post(all, { side: 'sender' })).status).toBe(404);
  });
});
