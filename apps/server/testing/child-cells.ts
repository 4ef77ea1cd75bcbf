import { checkCharacterOf } from '@xueqian/kernel/identity-number.ts';
import type { ChildColumn } from '@xueqian/modules/children/child.ts';

export type Cells = Record<ChildColumn, string>;

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'子涵宇轩欣怡梓萱浩然诗琪俊杰雨桐思远佳琳晨曦明哲'];

/** A valid resident number: area, birth date (ISO), serial of three digits. */
export const residentNumber = (area: string, birthOn: string, serial: number): string => {
  const body = area + birthOn.replaceAll('-', '') + String(serial).padStart(3, '0');
  return body + checkCharacterOf(body);
};

/** The serial of a child: a number of its own on each of 300 days, odd for boys. */
const placeOf = (n: number): { birthOn: string; serial: number } => {
  const day = new Date(Date.UTC(2021, 8, 1 + (n % 300)));
  return { birthOn: day.toISOString().slice(0, 10), serial: 1 + Math.floor(n / 300) };
};

/** The n-th child: a row without any problem; equal n, equal child. */
export const childCells = (n: number, over: Partial<Cells> = {}): Cells => {
  const { birthOn, serial } = placeOf(n);
  const name = `${surnames[n % 20]}${given[Math.floor(n / 20) % 24]}${given[(n * 7 + Math.floor(n / 480)) % 24]}`;
  return {
    name,
    classCode: '',
    sex: serial % 2 === 1 ? '男' : '女',
    birthOn,
    identityType: '居民身份证',
    identityNumber: residentNumber('410105', birthOn, serial),
    bloodType: '未知血型',
    nationality: '中国',
    ethnicity: '汉族',
    overseas: '非港澳台侨',
    birthPlace: '410105000000',
    nativePlace: '河南郑州',
    hukouNature: '农业户口',
    hukouSubtype: '',
    hukouPlace: '410105000000',
    address: `郑州市金水区花园路${(n % 190) + 1}号`,
    admittedOn: '2025-09-01',
    attendance: '走读',
    onlyChild: '是',
    leftBehind: '非留守儿童',
    migrantWorker: '否',
    health: '健康或良好',
    disabled: '否',
    disabilityType: '',
    orphan: '否',
    guardianName: `${surnames[n % 20]}大山`,
    guardianIdentityType: '居民身份证',
    guardianIdentityNumber: residentNumber('410105', '1990-05-06', 1 + (n % 998)),
    guardianRelation: '父亲',
    guardianPhone: `138${String(10_000_000 + n)}`,
    ...over,
  };
};

/** The n-th child without a document: its number will be J or L. */
export const undocumentedCells = (n: number, over: Partial<Cells> = {}): Cells =>
  childCells(n, { identityType: '其他', identityNumber: '', ...over });
