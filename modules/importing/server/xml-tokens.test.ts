import { Refused } from '@xueqian/kernel/decision.ts';
import { describe, expect, it } from 'vitest';
import { readXml } from './xml-stream.ts';
import { cutXml, tagText, XmlTokens } from './xml-tokens.ts';

const document =
  '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- a > b < c --><x:a one=\'1"\' x:two="2&#10;&amp;"\n>t&lt;\u{20BB7}' +
  '<![CDATA[<b>&]]]]><?pi <x?><x:b/><x:c></x:c ></x:a>\n<!-- end -->\n';

const rewritten = (bytes: Buffer, size: number): string => {
  let out = '';
  const put = (raw: string): void => {
    out += raw;
  };
  const tokens = new XmlTokens({ open: (_tag, raw) => put(raw), close: (_name, raw) => put(raw), other: put });
  for (let at = 0; at < bytes.length; at += size) tokens.write(bytes.subarray(at, at + size));
  tokens.end();
  return out;
};

describe('a document', () => {
  it.each([1, 2, 3, 7, 64, 4096])('written again from its tokens, %i bytes at a time, is what it was', (size) => {
    expect(rewritten(Buffer.from(document), size)).toBe(document);
  });

  it('tells its names without prefixes, its attributes and texts decoded', () => {
    const said: unknown[] = [];
    readXml(Buffer.from(document), {
      open: (name, attributes, closed) => said.push([name, { ...attributes }, closed]),
      close: (name) => said.push(name),
      text: (text) => said.push({ text: text.trim() }),
    });
    expect(said.filter((each) => JSON.stringify(each) !== '{"text":""}')).toEqual([
      ['a', { one: '1"', 'x:two': '2\n&' }, false],
      { text: 't<\u{20BB7}' },
      { text: '<b>&]]' },
      ['b', {}, true],
      ['c', {}, false],
      'c',
      'a',
    ]);
  });

  it('has tags that can be written with other attributes', () => {
    const tags: string[] = [];
    cutXml(Buffer.from(document), {
      open: (tag) => tags.push(tagText(tag, { one: null, three: '<' })),
      close: () => {},
      other: () => {},
    });
    expect(tags).toEqual(['<x:a x:two="2&#10;&amp;" three="&lt;">', '<x:b three="&lt;"/>', '<x:c three="&lt;">']);
  });
});

describe('flaws', () => {
  const textOf = (xml: string): string => {
    let all = '';
    readXml(Buffer.from(xml), { open: () => {}, text: (text) => (all += text) });
    return all;
  };

  it.each([
    ['\n<?xml version="1.0"?><a>b</a>', 'b'],
    ['<?xml version="1.0" encoding="UTF-8" standalone="true"?><a>b</a>', 'b'],
    ['<a>b\u0001\ufffe</a>', 'b\u0001\ufffe'],
    ['<a>]]></a>', ']]>'],
    ['<a>&unknown;&#0;</a>', '&unknown;&#0;'],
  ])('that harm nothing are overlooked: %j', (xml, text) => {
    expect(textOf(xml)).toBe(text);
  });

  it.each([
    '<a>x & y</a>',
    '<a>x &</a><b>;</b>',
    '<a><v>&#</v><v>;</v></a>',
    '<a><v>& </v><v>&e;</v></a>',
    '<a b="<c>"/>',
    '<a b="1" b="2"/>',
    '<a><b></a></b>',
    '<a>',
    '<a/><b/>',
    '',
    '<!DOCTYPE a><a/>',
    `<a>${'\u0001'.repeat(20_000)}</a>`,
  ])('that leave open what is meant are refused: %#', (xml) => {
    expect(() => textOf(xml)).toThrow(Refused);
  });
});
