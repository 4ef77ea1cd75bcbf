import { gateHandler, type Handler, keeperHandler } from '@xueqian/platform/handler.ts';
import { listOfficeAccounts } from '../../accounts/server/index.ts';
import * as contract from '../contract.ts';
import * as filings from '../filings.ts';
import * as practice from '../practice.ts';
import * as safety from '../safety.ts';
import * as sections from '../sections.ts';
import { accountView, changeOne, closeOne, createOne, doerOf, readOne, reopenOne, resetOne } from './accounts.ts';
import * as division from './division.ts';
import * as leadership from './leadership.ts';
import * as lending from './lending.ts';
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
import * as recovery from './recovery.ts';
import { explainTo, secure } from './security.ts';
import { isUntrained, listTrained, recordOne } from './training.ts';

export { maskPhone, sealKinds } from './accounts.ts';
export { type FirstPerson, type FirstRole, firstRoles, makeFirstAdministrators } from './first-administrators.ts';
export { keepAccounts } from './security.ts';
export { firstReviewOf } from './store.ts';
export { administrationTasks } from './tasks.ts';
export { makeTrainingGuard, recordTrainings } from './training.ts';

/** Names of constraints that a request of administration can meet. */
export const administrationConstraints = {
  one_person_holds_one_of_entering_and_deciding: 'administration.enters-and-decides',
  one_person_holds_one_account_at_a_department: 'administration.one-account-a-person',
  person_holds_a_role_once: 'administration.one-account-a-person',
  office_keeps_a_system_administrator: 'administration.last-system-administrator',
  person_has_one_name: 'administration.person-has-another-name',
  section_once: 'administration.section-there-already',
  account_is_lent_once: 'administration.lent-already',
  leader_ends_after_the_beginning: 'administration.day-lies-ahead',
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
  keeperHandler(practice.listTrainings, listTrained),
  keeperHandler(practice.recordTraining, recordOne),
  keeperHandler(practice.readLeadingGroup, leadership.readGroup),
  keeperHandler(practice.addLeader, leadership.addMember),
  keeperHandler(practice.removeLeader, (call, input) => leadership.endMember(call, input.leaderId, input.untilOn)),
  keeperHandler(practice.sendLeadingGroup, leadership.sendGroup),
  keeperHandler(practice.signCommitment, (call, input) => leadership.sign(call, input.name)),
  keeperHandler(practice.listLeadingGroups, leadership.listGroups),
  keeperHandler(practice.decideLeadingGroup, (call, input) =>
    leadership.decideGroup(call, input.filingId, input.decision, input.reason || null),
  ),
  keeperHandler(filings.readDivision, division.readMine),
  keeperHandler(filings.sendDivision, division.sendMine),
  keeperHandler(filings.listDivisions, division.listBelow),
  keeperHandler(filings.readDivisionFiling, (call, input) => division.readBelow(call, input.filingId)),
  keeperHandler(filings.decideDivision, (call, input) =>
    division.decideBelow(call, input.filingId, input.decision, input.reason || null),
  ),
  gateHandler(safety.askRecovery, recovery.ask),
  gateHandler(safety.takeRecovery, (call, input) => recovery.use(call, input.login, input.secret)),
  keeperHandler(safety.listRecoveries, recovery.listAsked),
  keeperHandler(safety.decideRecovery, (call, input) =>
    recovery.decide(call, input.recoveryId, input.decision, input.checked),
  ),
  keeperHandler(safety.listLendings, lending.listMine),
  keeperHandler(safety.askLending, lending.ask),
  keeperHandler(safety.withdrawLending, (call, input) => lending.withdraw(call, input.lendingId)),
  keeperHandler(safety.decideLending, (call, input) =>
    lending.decide(call, input.lendingId, input.decision, input.reason || null),
  ),
  keeperHandler(safety.secureAccount, secure),
  keeperHandler(safety.explain, (call, input) =>
    explainTo(async ({ tx, actor, now }) => !(await isUntrained(tx, actor, now)))(call, input.permission),
  ),
];
