import { type Handler, handler, keeperHandler } from '@xueqian/platform/handler.ts';
import * as contract from '../contract.ts';
import * as records from '../unlicensed.ts';
import * as applications from './applications.ts';
import * as decisions from './decisions.ts';
import { handOver, listForKeeper } from './hand-over.ts';
import * as unlicensed from './unlicensed.ts';

export { admissionStreams } from './scans.ts';
export { admissionTasks } from './tasks.ts';

/** Names of constraints that a request of admission can meet. */
export const admissionConstraints = {
  institution_code_once: 'admission.code-used',
  application_of_unlicensed_once: 'admission.unlicensed-applies',
  application_under_way_once: 'admission.application-there-already',
  unlicensed_recorded_once: 'admission.unlicensed-there-already',
  unlicensed_institution_is_admitted_first: 'admission.unlicensed-first',
} as const;

/** `fileChanged`: what has to be kept anew when an institution's file begins. */
export const admissionHandlers = (means: decisions.FileWatch): Handler[] => [
  handler(contract.listApplications, applications.list),
  handler(contract.readApplication, (call, input) => applications.read(call, input.applicationId)),
  handler(contract.saveApplication, applications.save),
  handler(contract.submitApplication, (call, input) => applications.submit(call, input.applicationId, input.revision)),
  handler(contract.receiveApplication, decisions.receive),
  handler(contract.reviewApplication, decisions.review),
  handler(contract.assignCode, decisions.codeWith(means)),
  handler(contract.returnUncoded, (call, input) => decisions.act(call, 'return', input)),
  handler(contract.notifyInstitution, (call, input) => decisions.act(call, 'notify', input)),
  handler(contract.withdrawApplication, (call, input) => decisions.act(call, 'withdraw', input)),
  handler(contract.removeScan, applications.dropScan),
  keeperHandler(contract.listAwaitingAccounts, listForKeeper),
  keeperHandler(contract.handOverAccounts, (call, input) => handOver(call, input.applicationId, input.revision)),
  handler(records.listUnlicensed, unlicensed.list),
  handler(records.saveUnlicensed, unlicensed.save),
  handler(records.closeUnlicensed, unlicensed.close),
];
