import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';

/** A made-up grown-up: a resident number that passes its check, by a number. */
export const grownUp = (n: number): { name: string; identityNumber: string; phone: string } => {
  const seventeen = `410105${1970 + (n % 30)}0${1 + (n % 9)}1${n % 10}${String(100 + n).slice(-3)}`;
  return {
    name: `测试${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'天地玄黄宇宙洪荒日月'[Math.floor(n / 10) % 10]}`,
    identityNumber: `${seventeen}${checkCharacterOf(seventeen)}`,
    phone: `138${String(10_000_000 + n)}`,
  };
};
