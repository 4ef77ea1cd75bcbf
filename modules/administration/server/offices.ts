import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import {
  findMainOffice,
  findOfficeLocked,
  insertOffice,
  listSections as listSectionRows,
  type OfficeRow,
  saveOffice,
  searchOffices,
} from '../../accounts/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { localDate, readDivisionRegister } from '../../jurisdictions/server/index.ts';
import { relationOf, rolesToGive } from '../account-rules.ts';
import { cleanDuties, type Duty, dutiesAt } from '../section-rules.ts';
import { countAccounts, findFirstReview, findInTown, listTownRows, saveFirstReview, searchInTown } from './store.ts';

/** The actor's own main office: a section's account stands at its department. */
const myDepartment = async (call: Call): Promise<OfficeRow> => {
  const office = await findMainOffice(call.tx, call.actor.level, call.actor.scope);
  if (!office) throw new Refused('administration.office-not-found');
  return office;
};

/** The department, held: two changes of its sections come one after the other. */
const holdDepartment = async (call: Call): Promise<OfficeRow> => {
  const { id, kind } = await myDepartment(call);
  if (kind !== 'department') throw new Refused('administration.sections-at-departments-only');
  return (await findOfficeLocked(call.tx, id)) as OfficeRow;
};

export const findOffices = async (call: Call, text: string) =>
  (await searchOffices(call.tx, call.actor.level, call.actor.scope, text)).map((office) => ({
    officeId: office.id,
    institutionId: office.level === 'institution' ? office.institutionId : null,
    name: office.name,
    code: office.code ?? office.divisionCode,
    level: office.level,
    kind: office.kind,
    roles: [...rolesToGive(call.actor, office)],
  }));

export const openDepartmentOf = async (call: Call, divisionCode: string, name: string) => {
  const { tx, actor, now } = call;
  const register = await readDivisionRegister();
  const today = localDate(now);
  const division = register.find(divisionCode, today);
  const path = register.pathOf(divisionCode, today);
  if (!division || !path || division.level === 'town') throw new Refused('administration.division-not-found');
  const office = {
    ...{ name, kind: 'department' as const, level: division.level, scope: divisionCode, divisionCode },
    countyCode: division.level === 'county' ? path.county : null,
    prefectureCode: division.level === 'province' ? null : path.prefecture,
    provinceCode: path.province,
    ...{ institutionId: null, departmentId: null, duties: null },
  };
  if (relationOf(actor, office) !== 'below') throw new Refused('administration.division-not-found');
  const officeId = await insertOffice(tx, office, now);
  if (officeId === null) throw new Refused('administration.department-there-already');
  call.note(`office ${officeId}`, { division: divisionCode, name });
  return { officeId };
};

export const viewSections = async (call: Call) => {
  const { tx, actor } = call;
  const department = await findMainOffice(tx, actor.level, actor.scope);
  const rows = department ? (await listSectionRows(tx, department.id)).filter((row) => row.closedAt === null) : [];
  const counts = await countAccounts(tx, [...rows.map((row) => row.id), ...(department ? [department.id] : [])]);
  return {
    department: department
      ? { officeId: department.id, name: department.name, accounts: counts.get(department.id) ?? 0 }
      : null,
    duties: [...dutiesAt(actor.level)],
    sections: rows.map((row) => ({
      officeId: row.id,
      kind: row.kind === 'support-unit' ? ('support-unit' as const) : ('section' as const),
      name: row.name,
      duties: cleanDuties(row.duties ?? [], actor.level),
      accounts: counts.get(row.id) ?? 0,
    })),
  };
};

type SectionInput = {
  readonly sectionId?: number | null | undefined;
  readonly kind: 'section' | 'support-unit';
  readonly name: string;
  readonly duties: readonly Duty[];
};

const findSection = async (call: Call, department: OfficeRow, sectionId: number): Promise<OfficeRow> => {
  const section = await findOfficeLocked(call.tx, sectionId);
  if (!section || section.departmentId !== department.id || section.closedAt)
    throw new Refused('administration.office-not-found');
  return section;
};

export const saveSectionOf = async (call: Call, input: SectionInput) => {
  const { tx, now } = call;
  const department = await holdDepartment(call);
  const duties = input.kind === 'support-unit' ? [] : cleanDuties(input.duties, department.level);
  if (!input.sectionId) {
    const made = await insertOffice(
      tx,
      { ...department, name: input.name, kind: input.kind, departmentId: department.id, duties },
      now,
    );
    call.note(`office ${made}`, { after: { name: input.name, kind: input.kind, duties } });
    return { officeId: made as number };
  }
  const section = await findSection(call, department, input.sectionId);
  await saveOffice(tx, section.id, { ...section, name: input.name, duties });
  call.note(
    `office ${section.id}`,
    changedFields({ name: section.name, duties: section.duties }, { name: input.name, duties }),
  );
  return { officeId: section.id };
};

export const closeSectionOf = async (call: Call, sectionId: number) => {
  const section = await findSection(call, await holdDepartment(call), sectionId);
  const accounts = (await countAccounts(call.tx, [sectionId])).get(sectionId) ?? 0;
  if (accounts > 0) throw new Refused('administration.section-has-accounts', { accounts });
  // Its name is free again for a new one.
  const name = `${section.name} (${section.id})`;
  await saveOffice(call.tx, sectionId, { ...section, name, closedAt: call.now });
  call.note(`office ${sectionId}`, { name: section.name, ...changedFields({ state: 'open' }, { state: 'closed' }) });
  return {};
};

const ensureCounty = (call: Call): string => {
  if (call.actor.level !== 'county') throw new Refused('administration.towns-at-counties-only');
  return call.actor.scope;
};

export const viewTowns = async (call: Call) => {
  const county = ensureCounty(call);
  const review = await findFirstReview(call.tx, county);
  return {
    firstReview: review?.switchedOn ?? false,
    changedAt: review?.changedAt.toISOString() ?? null,
    changedBy: review?.changedBy ?? null,
    towns: await listTownRows(call.tx, county, localDate(call.now)),
  };
};

export const findTownInstitutions = (call: Call, townCode: string, text: string) => {
  ensureCounty(call);
  return searchInTown(call.tx, townCode, text);
};

export const nameCentral = async (call: Call, townCode: string, institutionId: number) => {
  const { tx, actor, now } = call;
  const county = ensureCounty(call);
  const institution = await findInTown(tx, townCode, institutionId);
  if (!institution) throw new Refused('administration.not-of-this-town');
  const department = await myDepartment(call);
  const place = {
    ...{ name: institution.name, kind: 'central-kindergarten' as const, level: 'town' as const, scope: townCode },
    ...{ divisionCode: county, countyCode: county, prefectureCode: department.prefectureCode },
    ...{ provinceCode: department.provinceCode, institutionId, departmentId: null, duties: null },
  };
  const made = await insertOffice(tx, place, now);
  const office = await findMainOffice(tx, 'town', townCode);
  if (!office || relationOf(actor, office) !== 'below') throw new Refused('administration.not-of-this-town');
  if (made === null) await saveOffice(tx, office.id, { ...office, name: institution.name, institutionId });
  call.note(`office ${office.id}`, {
    town: townCode,
    ...changedFields({ institution: made === null ? office.institutionId : null }, { institution: institutionId }),
  });
  return { officeId: office.id };
};

export const switchFirst = async (call: Call, on: boolean) => {
  const county = ensureCounty(call);
  const before = (await findFirstReview(call.tx, county))?.switchedOn ?? false;
  await saveFirstReview(call.tx, county, on, call.actor.accountId, call.now);
  call.note(`county ${county}`, changedFields({ on: before }, { on }));
  return {};
};
