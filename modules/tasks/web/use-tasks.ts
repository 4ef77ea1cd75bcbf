import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { keepersPermissions, listKeepersTasks, listTasks, taskKinds } from '../contract.ts';

const everyMinute = 60_000;

/** What waits for me, asked again each minute; null until the first answer. */
export const useTasks = () => {
  const { permissions } = useSession();
  const keeps = keepersPermissions.some((one) => permissions.includes(one));
  const work = useRead(listTasks, {}, { every: everyMinute });
  const keeping = useRead(listKeepersTasks, {}, { every: everyMinute, enabled: keeps });
  const known = work.data !== undefined && (!keeps || keeping.data !== undefined);
  const found = [...(work.data?.tasks ?? []), ...(keeping.data?.tasks ?? [])];
  return {
    tasks: known ? found.sort((a, b) => taskKinds.indexOf(a.kind) - taskKinds.indexOf(b.kind)) : null,
    problem: work.error ?? keeping.error,
    refetch: () => Promise.all([work.refetch(), ...(keeps ? [keeping.refetch()] : [])]),
  };
};
