import type { Actor } from '@xueqian/kernel/actor.ts';
import { hashPassword } from '@xueqian/modules/accounts/server/index.ts';
import { insertClasses } from '@xueqian/modules/classes/server/index.ts';
import type { BasicSection } from '@xueqian/modules/institutions/institution.ts';
import { takeOverInstitutions } from '@xueqian/modules/institutions/server/index.ts';
import { assignPack, loadDivisions, readDivisionRegister } from '@xueqian/modules/jurisdictions/server/index.ts';
import { makeAccounts, type OfficeAccount } from '@xueqian/modules/simulation/server/offices.ts';
import { departmentAccounts } from '@xueqian/modules/simulation/server/sample-accounts.ts';
import { saveBaselines } from '@xueqian/modules/statistics/server/index.ts';
import type { Database } from '@xueqian/platform/database.ts';

export const password = 'Xueqian@2026';

export const basicOf = (name: string, townCode: string): BasicSection => ({
  name,
  kind: '111',
  nature: '1',
  organizer: '831',
  urbanRural: '111',
  townCode,
  address: '文化路 18 号',
  postcode: '450000',
  licenceNumber: '教民141010560000018',
  licenceValidTo: '2030-08-31',
  approvedOn: '2012-09-01',
  creditCode: null,
  principalName: '周敏',
  contactPhone: '0371-63300018',
  places: 270,
  feePerMonth: 600,
});

export type Kindergarten = {
  readonly code: string;
  readonly name: string;
  readonly county: string;
  readonly town: string;
  readonly state: 'empty' | 'approved';
  /** Names of classes of type 22, already there. */
  readonly classes?: readonly string[];
  readonly statistical?: number;
};

export type Offices = { readonly ids: ReadonlyMap<string, number>; readonly actors: ReadonlyMap<string, Actor> };

const pair = (kindergarten: Kindergarten, institutionId: number): OfficeAccount[] =>
  (['ordinary', 'review'] as const).map((role, at) => ({
    login: `${kindergarten.code}-${at + 1}`,
    role,
    level: 'institution',
    officeName: kindergarten.name,
    scope: String(institutionId),
    divisionCode: kindergarten.county,
    institutionId,
    trial: false,
  }));

/** Divisions, departments from province to county, and these kindergartens, each with its administrator (-1) and principal (-2). */
export const makeOffices = async (
  database: Database,
  kindergartens: readonly Kindergarten[],
  now: Date,
): Promise<Offices> => {
  await database.asOwner(async (tx) => {
    await loadDivisions(tx);
    await assignPack(tx, '410000', 'henan-2017', '2017-04-11');
  });
  const counties = [...new Set(kindergartens.map(({ county }) => county))];
  const hash = await hashPassword(password);
  const departments = departmentAccounts(await readDivisionRegister(), counties, null);
  const actors = new Map(await database.asOwner((tx) => makeAccounts(tx, departments, hash, 'journey', now)));
  const actor = (login: string): Actor => actors.get(login) as Actor;
  const ids = new Map<string, number>();
  for (const county of counties) {
    const own = kindergartens.filter((each) => each.county === county);
    const enters = actor(`${county}-ordinary`);
    const place = { countyCode: county, prefectureCode: '410100', provinceCode: '410000' };
    const taken = await database.asActor(enters, async (tx) => {
      const made = await takeOverInstitutions(
        tx,
        enters,
        place,
        own.map(({ code, name, town, state }) => {
          const basic = basicOf(name, town);
          return {
            ...{ code, name, kind: basic.kind, nature: basic.nature, townCode: town, state, reason: null },
            basic: state === 'empty' ? null : basic,
          };
        }),
        now,
      );
      await insertClasses(
        tx,
        enters.accountId,
        own.flatMap(({ code, classes = [] }) =>
          classes.map((name, at) => ({
            institutionId: made.get(code) as number,
            ...{ code: `${schoolYearOf(now)}22${String(at + 1).padStart(2, '0')}`, name, type: '22' },
            ...{ schoolYear: schoolYearOf(now), capacity: 35, teacherName: null },
          })),
        ),
        now,
      );
      return made;
    });
    for (const [code, id] of taken) ids.set(code, id);
  }
  const idOf = (code: string): number => ids.get(code) as number;
  const staff = kindergartens.flatMap((each) => pair(each, idOf(each.code)));
  for (const [login, made] of await database.asOwner((tx) => makeAccounts(tx, staff, hash, 'journey', now)))
    actors.set(login, made);
  const counted = kindergartens.flatMap(({ code, statistical }) =>
    statistical === undefined ? [] : [{ institutionId: idOf(code), children: statistical }],
  );
  await database.asActor(actor('410000-ordinary'), (tx) => saveBaselines(tx, now.getUTCFullYear() - 1, counted));
  return { ids, actors };
};

/** First year of the school year of a day. */
export const schoolYearOf = (day: Date): number => day.getUTCFullYear() - (day.getUTCMonth() < 8 ? 1 : 0);
