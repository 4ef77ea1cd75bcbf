import { type Level, type Role, rolesAt } from '@xueqian/kernel/actor.ts';
import type { BasicSection } from '@xueqian/modules/institutions/institution.ts';
import type { OfficeAccount } from '@xueqian/modules/simulation/server/offices.ts';

/** Institutions of every test: two in one county, one in its neighbour county, one in another prefecture. */
export const places = [
  {
    key: 'a',
    code: '1141900001',
    name: '金水一幼',
    countyCode: '410105',
    prefectureCode: '410100',
    townCode: '410105001000',
  },
  {
    key: 'b',
    code: '1141900002',
    name: '金水二幼',
    countyCode: '410105',
    prefectureCode: '410100',
    townCode: '410105002000',
  },
  {
    key: 'c',
    code: '1141900003',
    name: '中原一幼',
    countyCode: '410102',
    prefectureCode: '410100',
    townCode: '410102001000',
  },
  { key: 'd', code: '1141900004', name: '淇滨一幼', countyCode: '410611', prefectureCode: '410600', townCode: null },
] as const;
export type PlaceKey = (typeof places)[number]['key'];
const counties = ['410105', '410102', '410611'] as const;
const towns = ['410105001000', '410105002000'] as const;
const prefectures = ['410100', '410600'] as const;

export const basicOf = (name: string, over: Partial<BasicSection> = {}): BasicSection => ({
  name,
  kind: '111',
  nature: '1',
  organizer: '811',
  urbanRural: '111',
  townCode: null,
  address: '花园路一号',
  postcode: '450000',
  licenceNumber: '教民141010560000001',
  licenceValidTo: '2029-12-31',
  approvedOn: '2010-09-01',
  creditCode: null,
  principalName: '王园长',
  contactPhone: '0371-65000000',
  places: 360,
  feePerMonth: 800,
  ...over,
});

export const office = (
  login: string,
  role: Role,
  level: Level,
  scope: string,
  institutionId: number | null,
  division: string,
) =>
  ({
    login,
    role,
    level,
    officeName: `${scope}单位`,
    scope,
    divisionCode: division,
    institutionId,
    trial: false,
  }) as const;

/** Logins: `a-ordinary`, `a-ordinary2`, `a-review`, `410105-review`, `410100-reader`, `410000-review`, `000000-reader` … */
export const accountsOf = (ids: ReadonlyMap<string, number>): OfficeAccount[] => {
  return [
    ...places.flatMap((place) => {
      const id = ids.get(place.code) as number;
      const make = (name: string, role: Role) =>
        office(`${place.key}-${name}`, role, 'institution', String(id), id, place.countyCode);
      return [
        ...rolesAt.institution.map((role) => make(role, role)),
        make('ordinary2', 'ordinary'),
        make('review2', 'review'),
      ];
    }),
    ...counties.flatMap((code) =>
      rolesAt.county.map((role) => office(`${code}-${role}`, role, 'county', code, null, code)),
    ),
    ...prefectures.flatMap((code) =>
      rolesAt.prefecture.map((role) => office(`${code}-${role}`, role, 'prefecture', code, null, code)),
    ),
    ...rolesAt.province.map((role) => office(`410000-${role}`, role, 'province', '410000', null, '410000')),
    ...towns.flatMap((code) =>
      rolesAt.town.map((role) => office(`${code}-${role}`, role, 'town', code, null, code.slice(0, 6))),
    ),
    ...rolesAt.ministry.map((role) => office(`000000-${role}`, role, 'ministry', '000000', null, '000000')),
  ];
};
