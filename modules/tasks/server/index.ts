import { may } from '@xueqian/kernel/permissions.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import type { TaskSource } from '@xueqian/platform/task-source.ts';
import { listTasks, type TaskKind, taskKinds } from '../contract.ts';

/** The bell's handler over the lines of all modules; a line whose kind is not known is a fault at start. */
export const taskHandlers = (sources: readonly TaskSource[]): Handler[] => {
  const known = new Map(sources.map((source) => [source.kind, source]));
  for (const kind of known.keys()) {
    if (!(taskKinds as readonly string[]).includes(kind)) throw new Error(`no page for the task ${kind}`);
  }
  return [
    handler(listTasks, async (call) => {
      const tasks: { kind: TaskKind; count: number }[] = [];
      for (const kind of taskKinds) {
        const source = known.get(kind);
        if (!source || (source.permission !== null && !may(source.permission, call.actor))) continue;
        const count = await source.count(call);
        if (count > 0) tasks.push({ kind, count });
      }
      return { tasks };
    }),
  ];
};
