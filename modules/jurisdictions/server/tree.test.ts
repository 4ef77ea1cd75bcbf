import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTestApp, type TestApp } from '../../../apps/server/testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

type Part = { code: string; name: string; level: string; parts: number };
const get = async <T>(url: string): Promise<T> => {
  const reply = await app.as('410100-review').get(url);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as T;
};
const below = (parent: string, on?: string) =>
  get<Part[]>(`/api/divisions/below?parent=${parent}${on ? `&on=${on}` : ''}`);
const division = (code: string, on?: string) =>
  get<{ line: { code: string }[]; level: string; inForce: boolean }>(`/api/divisions/${code}${on ? `?on=${on}` : ''}`);

describe('the shapes of the tree', () => {
  it('a municipality has districts directly below it, and they have towns', async () => {
    const districts = await below('120000');
    expect(new Set(districts.map((part) => part.level))).toEqual(new Set(['county']));
    expect(districts).toHaveLength(16);
    const binhai = districts.find((part) => part.code === '120116');
    expect(binhai).toMatchObject({ name: '滨海新区' });
    expect((await below('120116')).every((part) => part.level === 'town')).toBe(true);
    expect((await division('120116')).line.map((each) => each.code)).toEqual(['120000', '120116']);
  });

  it('济源 is a county directly below its province, among the prefectures', async () => {
    const parts = await below('410000');
    expect(parts.find((part) => part.code === '419001')).toMatchObject({ name: '济源市', level: 'county' });
    expect(parts.filter((part) => part.level === 'prefecture')).toHaveLength(17);
    expect((await division('419001')).line.map((each) => each.code)).toEqual(['410000', '419001']);
  });

  it('东莞 is a prefecture whose towns lie directly below it', async () => {
    const towns = await below('441900');
    expect(towns.length).toBeGreaterThan(30);
    expect(new Set(towns.map((part) => part.level))).toEqual(new Set(['town']));
    expect((await division('441900')).level).toBe('prefecture');
    const [town] = towns as [Part, ...Part[]];
    expect((await division(town.code)).line.map((each) => each.code)).toEqual(['440000', '441900', town.code]);
  });

  it('is that of the day asked for, and no level is ever more than its own parts', async () => {
    const before = await below('410300', '2020-01-01');
    expect(before.map((part) => part.code)).toContain('410306');
    expect((await below('410300', '2026-11-22')).map((part) => part.code)).not.toContain('410306');
    const provinces = await get<Part[]>('/api/divisions/below');
    expect(provinces.every((part) => part.level === 'province')).toBe(true);
    expect(provinces.length).toBeLessThan(40);
  });
});
