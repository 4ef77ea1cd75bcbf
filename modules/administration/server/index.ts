import { type Handler, keeperHandler } from '@xueqian/platform/handler.ts';
import { listOfficeAccounts } from '../../accounts/server/index.ts';
import * as contract from '../contract.ts';
import * as sections from '../sections.ts';
import { accountView, changeOne, closeOne, createOne, doerOf, readOne, reopenOne, resetOne } from './accounts.ts';
import {
  closeSectionOf,
  findOffices,
  findTownInstitutions,
  nameCentral,
  openDepartmentOf,
  saveSectionOf,
  switchFirst,
  viewSections,
  viewTowns,
} from './offices.ts';

export { firstReviewOf } from './store.ts';

/** Names of constraints that a request of administration can meet. */
export const administrationConstraints = {
  one_person_holds_one_of_entering_and_deciding: 'administration.enters-and-decides',
  one_person_holds_one_account_at_a_department: 'administration.one-account-a-person',
  person_holds_a_role_once: 'administration.one-account-a-person',
  office_keeps_a_system_administrator: 'administration.last-system-administrator',
  person_has_one_name: 'administration.person-has-another-name',
  section_once: 'administration.section-there-already',
  session_needs_an_open_account: 'administration.sign-in-closed',
  session_needs_an_unlocked_account: 'administration.sign-in-sealed',
  session_needs_a_new_password_after_a_lending: 'administration.sign-in-after-lending',
  session_needs_a_one_time_password_in_time: 'administration.sign-in-secret-too-old',
} as const;

export const administrationHandlers: Handler[] = [
  keeperHandler(contract.listAccounts, async (call, input) => {
    const rows = await listOfficeAccounts(
      call.tx,
      call.actor,
      { which: input.which, text: input.text || null, role: input.role ?? null, state: input.state ?? null },
      input.after ?? null,
      input.limit,
      call.now,
    );
    const doer = await doerOf(call);
    return {
      rows: rows.map((row) => accountView(row, call.actor, doer, call.now)),
      next: rows.length === input.limit ? (rows.at(-1)?.login ?? null) : null,
    };
  }),
  keeperHandler(contract.readAccount, (call, input) => readOne(call, input.accountId)),
  keeperHandler(contract.searchOffices, (call, input) => findOffices(call, input.text)),
  keeperHandler(contract.openDepartment, (call, input) => openDepartmentOf(call, input.divisionCode, input.name)),
  keeperHandler(contract.createAccount, createOne),
  keeperHandler(contract.changeAccount, (call, input) =>
    changeOne(call, input.accountId, input.role, input.officeId ?? null),
  ),
  keeperHandler(contract.closeAccount, (call, input) => closeOne(call, input.accountId, input.reason)),
  keeperHandler(contract.reopenAccount, (call, input) => reopenOne(call, input.accountId, input.reason)),
  keeperHandler(contract.resetPassword, (call, input) => resetOne(call, input.accountId)),
  keeperHandler(sections.listSections, viewSections),
  keeperHandler(sections.saveSection, saveSectionOf),
  keeperHandler(sections.closeSection, (call, input) => closeSectionOf(call, input.sectionId)),
  keeperHandler(sections.listTowns, viewTowns),
  keeperHandler(sections.searchTownInstitutions, (call, input) =>
    findTownInstitutions(call, input.townCode, input.text),
  ),
  keeperHandler(sections.nameCentralKindergarten, (call, input) =>
    nameCentral(call, input.townCode, input.institutionId),
  ),
  keeperHandler(sections.switchFirstReview, (call, input) => switchFirst(call, input.on)),
];
