import { withWords } from '@xueqian/kernel/municipality.ts';
import { describe, expect, it } from 'vitest';
import english from './messages/en.json' with { type: 'json' };
import chinese from './messages/zh-CN.json' with { type: 'json' };

describe('words where there are districts and no counties', () => {
  it.each([
    [chinese, '待县级审核', '待区级审核'],
    [chinese, '由区县审核用户审核', '由区审核用户审核'],
    [chinese, '县（市、区）', '区'],
    [chinese, '县区', '区'],
    [chinese, '地市', '区'],
    [chinese, '滨海新区', '滨海新区'],
    [chinese, '机构', '机构'],
    [english, "The county's review", "The district's review"],
    [english, 'County', 'District'],
    [english, 'Counties and towns', 'Districts and towns'],
  ])('%#: %s', (messages, text, said) => {
    expect(withWords(text, messages.municipality.words)).toBe(said);
  });
});
