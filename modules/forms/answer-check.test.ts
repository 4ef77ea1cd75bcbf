import { describe, expect, it } from 'vitest';
import { fieldOf, smallAnswer, smallDesign } from '../../apps/server/testing/form-play.ts';
import { carryOver, checkAnswer, shownValues } from './answer-check.ts';
import type { Design } from './design.ts';
import { schemaOf } from './form-schema.ts';
import { findSchemaFaults } from './server/find-schema-faults.ts';

const many: Design = {
  sections: [
    {
      title: '一',
      fields: [
        fieldOf('ftext', 'text', '名称'),
        fieldOf('fday', 'date', '日期'),
        fieldOf('fmany', 'choices', '设备', { options: ['冰柜', '消毒柜'] }),
        fieldOf('farea', 'number', '面积', { decimals: 2, min: 0.5, unit: '平方米' }),
        fieldOf('fyes', 'yes-no', '是否公示'),
        fieldOf('fwhere', 'text', '公示地点', { isRequired: true, shownIf: { field: 'fyes', is: 'yes' } }),
        fieldOf('fused', 'number', '使用面积', { decimals: 2 }),
      ],
    },
  ],
  checks: [{ kind: 'not-greater', field: 'fused', than: 'farea' }],
};
const faultsOf = (design: Design, values: object) =>
  checkAnswer(design, schemaOf(design), values as Record<string, unknown>, findSchemaFaults).map(
    ({ field, code }) => `${field} ${code}`,
  );

describe('an answer', () => {
  it.each([
    ['is right', smallAnswer, []],
    ['lacks everything', {}, ['fboys required', 'fgirls required', 'ftotal required', 'fkitchen required']],
    ['does not add up', { ...smallAnswer, ftotal: 100 }, ['ftotal sum']],
    [
      'is below and above',
      { ...smallAnswer, fboys: -1, fgirls: 501, ftotal: 499 },
      ['fboys below', 'fgirls above', 'ftotal sum'],
    ],
    ['has half a child', { ...smallAnswer, fboys: 60.5, ftotal: 115.5 }, ['fboys not-whole', 'ftotal not-whole']],
    ['chooses what is not there', { ...smallAnswer, fkitchen: '外卖' }, ['fkitchen not-a-choice']],
    ['needs what has come into sight', { ...smallAnswer, fkitchen: '配餐' }, ['fwhy required']],
    ['has a text for a number', { ...smallAnswer, fboys: '60' }, ['fboys not-fitting']],
  ])('%s', (_what, values, faults) => expect(faultsOf(smallDesign(), values)).toEqual(faults));

  it.each([
    ['may be empty where nothing is required', {}, []],
    ['has a text that is too long', { ftext: '长'.repeat(201) }, ['ftext too-long']],
    ['has a day that does not exist', { fday: '2026-02-30' }, ['fday not-a-date']],
    ['chooses one thing that is not there', { fmany: ['冰柜', '电视'] }, ['fmany not-a-choice']],
    ['has too many decimals', { farea: 1.234 }, ['farea decimals']],
    ['has decimals that are no float', { farea: 0.57 }, []],
    ['is below by a little', { farea: 0.49 }, ['farea below']],
    ['says yes and not where', { fyes: true }, ['fwhere required']],
    ['says no', { fyes: false }, []],
    ['uses more than there is', { farea: 10, fused: 10.01 }, ['fused greater']],
  ])('%s', (_what, values, faults) => expect(faultsOf(many, values)).toEqual(faults));

  it('says nothing in what is hidden, and nothing by keys that are not there', () =>
    expect(shownValues(many, { fyes: false, fwhere: '大门', other: 1, ftext: '', fmany: [] })).toEqual({
      fyes: false,
    }));
});

describe('an answer that moves to a newer version', () => {
  const [section] = smallDesign().sections;
  const newer: Design = {
    sections: [
      {
        title: '食堂',
        fields: (section?.fields ?? []).flatMap((each) =>
          each.key === 'fgirls'
            ? []
            : [
                each.key === 'fboys'
                  ? { ...each, max: 50 }
                  : each.key === 'fkitchen'
                    ? { ...each, kind: 'text' as const }
                    : each,
              ],
        ),
      },
    ],
    checks: [],
  };
  it('takes along what fits: same key, same kind, right value', () =>
    expect(carryOver(smallDesign(), newer, schemaOf(newer), smallAnswer, findSchemaFaults)).toEqual({
      values: { ftotal: 115 },
      dropped: ['男童人数', '女童人数', '供餐方式'],
    }));
});
