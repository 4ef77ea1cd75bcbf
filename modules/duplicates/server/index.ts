import { Refused } from '@xueqian/kernel/decision.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { listCases, readCase } from '../contract.ts';
import { arbitrationHandlers } from './arbitration-handlers.ts';
import { viewOf } from './case-view.ts';
import { recheckHandlers } from './recheck-handlers.ts';
import { findCase, listPage } from './store.ts';

export { findPaperCase } from './arbitration-store.ts';
export { passCases, setCaseClocks } from './case-clocks.ts';
export { type CompareMeans, compareFiles, compareNew, type RecheckJob, recheck, recheckJob } from './compare-files.ts';
export { keepComparing } from './keep-comparing.ts';
export { duplicateTasks } from './tasks.ts';

export const duplicateHandlers: Handler[] = [
  handler(listCases, async (call, input) => {
    const cases = await listPage(call.tx, input.state, input.after ? Number(input.after) : null, input.limit);
    return {
      rows: await viewOf(call, cases, false),
      next: cases.length === input.limit ? String(cases.at(-1)?.id ?? '') : null,
    };
  }),
  handler(readCase, async (call, input) => {
    const found = await findCase(call.tx, input.caseId);
    if (!found) throw new Refused('duplicates.not-found');
    call.note(`case ${input.caseId}`);
    const [shown] = await viewOf(call, [found], true);
    if (!shown) throw new Refused('duplicates.not-found');
    return shown;
  }),
  ...arbitrationHandlers,
  ...recheckHandlers,
];
