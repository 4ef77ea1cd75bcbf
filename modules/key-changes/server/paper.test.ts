import { describe, expect, it } from 'vitest';
import { useCheckedApp } from '../../../apps/server/testing/checked-app.ts';
import { childCells } from '../../../apps/server/testing/child-cells.ts';
import { correctedNumber, keyChangePlay } from '../../../apps/server/testing/key-change-play.ts';
import { codeIn, printedText } from '../../../apps/server/testing/pdf-text.ts';
import type { TestApp } from '../../../apps/server/testing/test-app.ts';
import { assignPack } from '../../jurisdictions/server/index.ts';

let app: TestApp;
useCheckedApp('2026-03-02T01:00:00Z', (made) => {
  app = made;
});
const { numbered, applied, addPaper, step, submitted, verify } = keyChangePlay(() => app);

const print = (login: string, id: number, body: object = {}) => app.as(login).post(`/api/key-changes/${id}/form`, body);
const printed = (login: string, id: number, body: object = {}) => printedText(print(login, id, body));
const codesOf = async (id: number) =>
  ((await app.as('a-ordinary').get(`/api/key-changes/${id}`)).body as { paperCodes: { step: string; code: string }[] })
    .paperCodes;

describe('the form of a change of key information', () => {
  it('has old and new side by side, numbers in part, what proves it, and room for each hand', async () => {
    const childId = await numbered('a', 9200, { guardianName: '欧阳𬱖' });
    const number = correctedNumber(9200);
    const id = await applied('a', childId, { identityNumber: number, name: '欧阳𠮷䶮㛃' });
    const blank = await printed('a-ordinary', id);
    const old = childCells(9200);
    for (const word of [
      '幼儿关键信息变更申请表',
      String(old.name),
      '欧阳𠮷䶮㛃',
      '派出所已更正户口簿',
      '申请改为',
      '不变',
    ])
      expect(blank.text).toContain(word);
    for (const word of ['监护人签名', '经办人签名', '园长核实意见', '□ 同意', '换发学籍号'])
      expect(blank.text).toContain(word);
    for (const whole of [number, String(old.identityNumber)]) expect(blank.text).not.toContain(whole);
    expect(blank.text).toContain(number.slice(-4));
    expect(blank.totalPages).toBe(1);
    await addPaper('a', id);
    expect((await printed('a-ordinary', id)).text).toContain('户口簿.png');
    const english = await printed('a-ordinary', id, { language: 'en' });
    for (const word of ['Application for a change of key information', 'Principal', '欧阳𠮷䶮㛃'])
      expect(english.text).toContain(word);
  });

  it('is the record of what was decided; values that are mended make papers of before void', async () => {
    const childId = await numbered('a', 9201);
    const id = await submitted('a', childId, { name: '欧阳明哲' });
    const first = codeIn((await printed('a-ordinary', id)).text);
    expect((await codesOf(id)).map(({ code }) => code)).toEqual([first]);
    app.setNow('2026-03-03T01:30:00Z');
    await step('a-review', id, 'return', 2, { reason: '请补户口簿首页' });
    expect((await printed('a-ordinary', id)).text).toContain('请补户口簿首页');
    await app.as('a-ordinary').post(`/api/key-changes/${id}/values`, {
      ...{ revision: 3, values: { name: '欧阳明月' }, reason: '派出所已更正户口簿' },
    });
    await step('a-ordinary', id, 'submission', 4);
    const mended = await printed('a-ordinary', id);
    expect(mended.text).not.toContain('请补户口簿首页');
    expect((await codesOf(id)).map(({ code }) => code)).not.toContain(first);
    app.setNow('2026-03-04T01:30:00Z');
    await verify('a', id, 5);
    const done = await printed('410105-review', id);
    for (const word of ['已变更', '变更前', '欧阳明月', '已核对证明材料原件', '2026-03-04 09:30'])
      expect(done.text).toContain(word);
    expect(done.text).not.toContain('□ 同意');
    expect((await codesOf(id)).map(({ code }) => code)).toEqual([codeIn(mended.text), codeIn(done.text)]);
  });

  it('has the county’s box where the rules ask for its word, and says who refused', async () => {
    await app.database.asOwner((tx) => assignPack(tx, '410105', 'national-2025', '2026-03-01'));
    const id = await submitted('a', await numbered('a', 9202), { name: '欧阳明哲' });
    expect((await printed('a-ordinary', id)).text.replaceAll(' ', '')).toContain('县级教育行政部门意见');
    app.setNow('2026-03-03T01:30:00Z');
    await verify('a', id);
    app.setNow('2026-03-04T01:30:00Z');
    await step('410105-review', id, 'refusal', 3, { reason: '材料不符' });
    const { text } = await printed('a-ordinary', id);
    expect(text).toContain('不予变更：材料不符');
    expect(text).toContain('已核对证明材料原件');
    expect((await codesOf(id)).map((each) => each.step)).toEqual(['entered', 'verified', 'refused']);
  });

  it('is nobody else’s', async () => {
    const id = await applied('a', await numbered('a', 9203), { name: '欧阳明哲' });
    expect((await print('b-ordinary', id)).body).toMatchObject({ code: 'key-changes.not-found' });
    expect((await print('410102-review', id)).status).toBe(404);
    expect((await print('a-reader', id)).status).toBe(403);
    expect((await print('410000-review', id)).status).toBe(403);
  });
});
