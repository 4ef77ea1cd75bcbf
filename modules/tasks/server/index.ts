import { may } from '@xueqian/kernel/permissions.ts';
import { type Call, type Handler, handler, keeperHandler } from '@xueqian/platform/handler.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { listKeepersTasks, listTasks, type TaskKind, taskKinds } from '../contract.ts';

/** The bell's handlers over the lines of all modules; a line whose kind is not known is a fault at start. */
export const taskHandlers = (sources: readonly TaskSource[]): Handler[] => {
  for (const { kind } of sources) {
    if (!(taskKinds as readonly string[]).includes(kind)) throw new Error(`no page for the task ${kind}`);
  }
  const countAll = async (call: Call, asKeeper: boolean) => {
    const tasks: { kind: TaskKind; count: number }[] = [];
    for (const kind of taskKinds) {
      const source = sources.find((one) => one.kind === kind && (one.asKeeper ?? false) === asKeeper);
      if (!source || (source.permission !== null && !may(source.permission, call.actor))) continue;
      const count = await source.count(call);
      if (count > 0) tasks.push({ kind, count });
    }
    return { tasks };
  };
  return [
    handler(listTasks, (call) => countAll(call, false)),
    keeperHandler(listKeepersTasks, (call) => countAll(call, true)),
  ];
};
