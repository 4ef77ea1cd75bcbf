import type { Level } from '@xueqian/kernel/actor.ts';

/** The office of each level that stands over institution `a` of the tests, and that institution's key: what a login begins with. */
export const scopeAt: Readonly<Record<Level, string>> = {
  institution: 'a',
  town: '410105001000',
  county: '410105',
  prefecture: '410100',
  province: '410000',
  ministry: '000000',
};
