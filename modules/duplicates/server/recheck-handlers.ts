import { Refused } from '@xueqian/kernel/decision.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { askRecheck, readRechecks } from '../contract.ts';
import { type RecheckJob, recheckJob } from './compare-files.ts';
import { insertRecheck, listRechecks } from './recheck-store.ts';

export const recheckHandlers: Handler[] = [
  handler(readRechecks, async ({ tx }) =>
    (await listRechecks(tx)).map(({ askedAt, finishedAt, ...row }) => ({
      ...row,
      askedAt: askedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    })),
  ),
  handler(askRecheck, async (call) => {
    const { tx, actor, now, services } = call;
    const recheckId = await insertRecheck(tx, actor, now);
    if (recheckId === null) throw new Refused('duplicates.recheck-under-way');
    await services.jobs.plan(tx, recheckJob, { recheckId } satisfies RecheckJob);
    call.note(`recheck ${recheckId}`);
    return { recheckId };
  }),
];
