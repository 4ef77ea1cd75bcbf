import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { maskName } from '@xueqian/kernel/personal-name.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { numberOfPlain, sealKinds } from '../../children/server/index.ts';
import { listCases, readCase } from '../contract.ts';
import { recheckHandlers } from './recheck-handlers.ts';
import { type CaseRow, findCase, listPage, listSides, type SideRow } from './store.ts';

export { type CompareMeans, compareFiles, compareNew, type RecheckJob, recheck, recheckJob } from './compare-files.ts';
export { keepComparing } from './keep-comparing.ts';
export { duplicateTasks } from './tasks.ts';

/** A side as this actor may see it: what is not in my scope is masked, and has no door. */
const sideView = (call: Call, row: SideRow) => ({
  childId: row.mine ? row.childId : null,
  mine: row.mine,
  name: row.mine ? row.name : maskName(row.name),
  sex: row.sex,
  birthOn: row.birthOn,
  identityMasked: row.identitySealed
    ? maskIdentityNumber(numberOfPlain(call.services.sealer.open(sealKinds.identity, row.identitySealed)))
    : null,
  institutionName: row.institutionName,
  countyName: row.countyName,
  className: row.mine ? row.className : null,
  state: row.state,
  enteredBy: row.mine ? row.enteredBy : maskName(row.enteredBy),
  enteredAt: row.enteredAt.toISOString(),
});

const view = async (call: Call, cases: readonly CaseRow[]) => {
  const sides = await listSides(
    call.tx,
    cases.map((each) => each.id),
  );
  const sideOf = (id: number, side: 'later' | 'earlier'): SideRow => {
    const found = sides.find((each) => each.caseId === id && each.side === side);
    if (!found) throw new Error(`case ${id} has no ${side} side`);
    return found;
  };
  const answers = may('duplicates.answer', call.actor);
  return cases.map((each) => {
    const later = sideOf(each.id, 'later');
    const earlier = sideOf(each.id, 'earlier');
    // The later side can always be put right; the earlier one while it is still in its institution's hands.
    const open = each.state === 'open' && answers;
    const mine =
      open && (later.mine || (earlier.mine && (earlier.state === 'entered' || earlier.state === 'returned')));
    return {
      id: each.id,
      kind: each.kind,
      reasons: each.reasons,
      state: each.state,
      openedAt: each.openedAt.toISOString(),
      closedAt: each.closedAt?.toISOString() ?? null,
      outcome: each.outcome,
      later: sideView(call, later),
      earlier: sideView(call, earlier),
      may: { delete: mine, correct: mine },
    };
  });
};

export const duplicateHandlers: Handler[] = [
  handler(listCases, async (call, input) => {
    const cases = await listPage(call.tx, input.state, input.after ? Number(input.after) : null, input.limit);
    return {
      rows: await view(call, cases),
      next: cases.length === input.limit ? String(cases.at(-1)?.id ?? '') : null,
    };
  }),
  handler(readCase, async (call, input) => {
    const found = await findCase(call.tx, input.caseId);
    if (!found) throw new Refused('duplicates.not-found');
    call.note(`case ${input.caseId}`);
    const [shown] = await view(call, [found]);
    if (!shown) throw new Refused('duplicates.not-found');
    return shown;
  }),
  ...recheckHandlers,
];
