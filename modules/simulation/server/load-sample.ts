import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { subDays } from 'date-fns';
import { commitStaged, makeCheckContext, prepareCommit, readClassIndexes } from '../../children/server/index.ts';
import { insertClasses } from '../../classes/server/index.ts';
import { prepareRows, type RawRow } from '../../importing/server/index.ts';
import { takeOverInstitutions } from '../../institutions/server/index.ts';
import { localDate, packOf, readDivisionRegister, readPlaces } from '../../jurisdictions/server/index.ts';
import {
  approveSelection,
  confirmSelection,
  confirmSelectionAndNumber,
  returnSelection,
} from '../../registration/server/index.ts';
import { saveBaselines } from '../../statistics/server/index.ts';
import type { Seed } from '../random.ts';
import { type SampleChild, type SampleCounty, type SampleInstitution, sampleChildrenOf } from '../sample.ts';
import { planTianjin } from '../tianjin.ts';
import { loadWork } from './load-work.ts';
import { makeAccounts, type OfficeAccount } from './offices.ts';
import { samplePlan } from './reference-plans.ts';
import { departmentAccounts, institutionAccounts, tianjinAccounts } from './sample-accounts.ts';

type Means = { readonly database: Database; readonly sealer: Sealer; readonly seed: Seed; readonly now: Date };

type Staff = { readonly ordinary: Actor; readonly principal: Actor; readonly county: Actor };

/** Enters the children of one institution as its administrator; gives how many of each state there are to be. */
const enterChildren = async (
  means: Means,
  staff: Staff,
  institutionId: number,
  children: readonly SampleChild[],
  at: Date,
): Promise<void> => {
  const places = await readPlaces();
  await means.database.asActor(staff.ordinary, async (tx) => {
    const classes = (await readClassIndexes(tx, [institutionId])).get(institutionId) ?? new Map<string, number>();
    const context = makeCheckContext(localDate(means.now), classes, places);
    const rows: RawRow[] = children.map((child, index) => ({ row: index + 1, institutionId, cells: child.row }));
    const prepared = prepareRows(rows, () => ({ context, classes }), means.sealer, new Map());
    await prepareCommit(tx);
    await commitStaged(tx, staff.ordinary, at, prepared.copy, prepared.staged);
  });
};

/** Brings the entered children of an institution into the states of the plan, by the people who would do it. */
const moveChildren = async (
  means: Means,
  staff: Staff,
  institution: SampleInstitution,
  institutionId: number,
  children: readonly SampleChild[],
): Promise<void> => {
  const { database, sealer, now } = means;
  const ids = await database.asActor(staff.ordinary, (tx) =>
    tx.rows<{ id: number }>(`select id from children.children where state = 'entered' order by id`),
  );
  const count = (state: SampleChild['state']) => children.filter((child) => child.state === state).length;
  const cut = (from: number, size: number) => ids.slice(from, from + size).map((row) => row.id);
  const numbered = cut(0, institution.reviewed ? count('numbered') : 0);
  const confirmed = cut(numbered.length, count('confirmed'));
  const returned = cut(numbered.length + confirmed.length, count('returned'));
  const select = (childIds: number[]) => ({ institutionIds: [institutionId], classId: null, childIds });
  const reason = children.find((child) => child.returnReason)?.returnReason;
  const confirmedAt = subDays(now, 3 + (institutionId % 14));
  const pack = await database.asActor(staff.county, (tx) => packOf(tx, staff.county.divisionCode, localDate(now)));
  // Where the rules let the institution approve, its confirmation gives the numbers.
  const byItself = pack.values.recordApprovedBy.value === 'institution';
  await database.asActor(staff.principal, (tx) =>
    byItself
      ? confirmSelectionAndNumber(tx, sealer, staff.principal, confirmedAt, select([...numbered, ...confirmed]))
      : confirmSelection(tx, staff.principal, confirmedAt, select([...numbered, ...confirmed])),
  );
  if (returned.length > 0 && reason) {
    await database.asActor(staff.principal, (tx) =>
      returnSelection(tx, staff.principal, confirmedAt, select(returned), 'principal', reason),
    );
  }
  if (numbered.length > 0 && !byItself) {
    await database.asActor(staff.county, (tx) =>
      approveSelection(tx, sealer, staff.county, subDays(now, 1), select(numbered), pack.numberWithoutIdentity),
    );
  }
};

/** The basic section of a shown institution was written by its clerk, confirmed by its principal, reviewed by the county. */
const giveBasicSection = (tx: Tx, institutionId: number, staff: Staff): Promise<unknown> =>
  tx.run(
    `update institutions.basic_versions
     set entered_by = $2, submitted_by = case when submitted_by is not null then $2::bigint end,
       confirmed_by = case when confirmed_at is not null then $4::bigint end,
       reviewed_by = case when reviewed_by is not null then $3::bigint end
     where institution_id = $1`,
    [institutionId, staff.ordinary.accountId, staff.county.accountId, staff.principal.accountId],
  );

const loadCounty = async (
  means: Means,
  plans: readonly SampleCounty[],
  plan: SampleCounty,
  people: Map<string, Actor>,
  passwordHash: string,
): Promise<void> => {
  const { database, seed, now } = means;
  const person = (login: string) => people.get(login) as Actor;
  const provinceCode = `${plan.countyCode.slice(0, 2)}0000`;
  const enters = person(`${plan.countyCode}-ordinary`);
  const ids = await database.asActor(enters, async (tx) => {
    const place = { countyCode: plan.countyCode, prefectureCode: plan.prefectureCode, provinceCode };
    const taken = await takeOverInstitutions(
      tx,
      enters,
      place,
      plan.institutions.map((each) => ({
        code: each.code,
        name: each.name,
        kind: each.basic.kind,
        nature: each.basic.nature,
        townCode: each.basic.townCode,
        state: each.basicState,
        basic: each.basicState === 'empty' ? null : each.basic,
        reason: each.returnReason,
      })),
      subDays(now, 60),
    );
    await insertClasses(
      tx,
      enters.accountId,
      plan.institutions.flatMap((each) =>
        each.classes.map((one) => ({ ...one, institutionId: taken.get(each.code) as number })),
      ),
      subDays(now, 50),
    );
    return taken;
  });
  await database.asActor(person(`${provinceCode}-ordinary`), (tx) =>
    saveBaselines(
      tx,
      now.getUTCFullYear() - 1,
      plan.institutions.map((each) => ({
        institutionId: ids.get(each.code) as number,
        children: each.statisticalChildren,
      })),
    ),
  );
  const accounts: OfficeAccount[] = plan.institutions.flatMap((each, index) =>
    institutionAccounts(
      each,
      ids.get(each.code) as number,
      plan.countyCode,
      index > 0 ? 'none' : plan === plans[0] ? 'all' : 'pair',
    ),
  );
  const made = await database.asOwner((tx) => makeAccounts(tx, accounts, passwordHash, seed, now));
  for (const institution of plan.institutions) {
    const institutionId = ids.get(institution.code) as number;
    const staff = {
      ordinary: made.get(`${institution.code}-1`) as Actor,
      principal: made.get(`${institution.code}-2`) as Actor,
      county: person(`${plan.countyCode}-review`),
    };
    await database.asOwner((tx) => giveBasicSection(tx, institutionId, staff));
    const children = [...sampleChildrenOf(plans, plan, institution, seed)];
    const own = children.filter((child) => child.copyOf === null);
    await enterChildren(means, staff, institutionId, own, subDays(now, 20 + (institutionId % 10)));
    await moveChildren(means, staff, institution, institutionId, own);
    if (plan === plans[0] && institution === plan.institutions[0]) await loadWork(means, staff, institutionId);
  }
};

/** Children entered a second time, when all the others are there: they become problem cases. */
const enterCopies = async (means: Means, plans: readonly SampleCounty[], plan: SampleCounty): Promise<void> => {
  for (const institution of plan.institutions) {
    const copies = [...sampleChildrenOf(plans, plan, institution, means.seed)].filter((child) => child.copyOf !== null);
    if (copies.length === 0) continue;
    const ordinary = await means.database.asOwner((tx) =>
      tx.one<{ id: number; institutionId: number; personName: string; officeId: number }>(
        `select id, institution_id as "institutionId", person_name as "personName", office_id as "officeId" from accounts.accounts where login = $1`,
        [`${institution.code}-1`],
      ),
    );
    const actor: Actor = {
      accountId: ordinary.id,
      login: `${institution.code}-1`,
      personName: ordinary.personName,
      role: 'ordinary',
      level: 'institution',
      officeId: ordinary.officeId,
      duties: null,
      officeName: institution.name,
      scope: String(ordinary.institutionId),
      institutionId: ordinary.institutionId,
      divisionCode: plan.countyCode,
    };
    const staff = { ordinary: actor, principal: actor, county: actor };
    await enterChildren(means, staff, ordinary.institutionId, copies, subDays(means.now, 2));
  }
};

/**
 * Loads the sample of a new start: forty institutions of Henan, three thousand children, an account for each level and
 * role; and a district of Tianjin with four, under other rules and without a prefecture.
 */
export const loadSample = async (means: Means, passwordHash: string): Promise<void> => {
  const register = await readDivisionRegister();
  const today = localDate(means.now);
  const henan = samplePlan(means.seed, register, today);
  const plans = [...henan, ...planTianjin(means.seed, register, today)];
  const departments = [
    ...departmentAccounts(
      register,
      henan.map((plan) => plan.countyCode),
      henan[0]?.institutions[0]?.basic.townCode ?? null,
    ),
    ...tianjinAccounts(),
  ];
  const people = await means.database.asOwner((tx) =>
    makeAccounts(tx, departments, passwordHash, means.seed, means.now),
  );
  for (const plan of plans) await loadCounty(means, plans, plan, people, passwordHash);
  for (const plan of plans) await enterCopies(means, plans, plan);
};
