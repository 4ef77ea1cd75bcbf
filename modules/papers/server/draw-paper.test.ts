import { expect, it } from 'vitest';
import { textOf } from '../../../apps/server/testing/pdf-text.ts';
import { drawPaper } from './draw-paper.ts';

it('has the mark of who printed it in one line, however long the name of the institution', async () => {
  const watermark = '温雪芬 河南省郑州市金水区第一实验示范幼儿园国基路附属分园 2026-11-23 18:35';
  const sheet = {
    kind: 'application',
    title: '申请表',
    landscape: false,
    head: [],
    blocks: [],
    declarations: [],
    signatures: [],
  };
  const words = { watermark, checkLine: (code: string) => code, pageLine: () => '' };
  const pdf = await drawPaper(
    [{ sheet, code: 'C67D-5NKW' }] as never,
    words as never,
    new Date('2026-11-23T10:35:00Z'),
  );
  expect((await textOf(pdf)).text).toContain(watermark);
});
