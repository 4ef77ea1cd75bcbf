import type { Database } from '@xueqian/platform/database.ts';
import type { Jobs } from '@xueqian/platform/jobs.ts';
import { passNight } from '../../deadlines/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { tellMonth } from './monthly.ts';
import { refreshAll } from './refresh.ts';
import { openTermChecks } from './term-handlers.ts';

/** The job of the night: its day is given with it. */
export const nightJob = 'supervision.night';
export type NightJob = { readonly on: string };

const setting = 'night-planned';

/** Plans the pass of this day once, however many processes and rounds ask for it; says whether it did. */
export const planNight = (
  means: { readonly database: Pick<Database, 'asOwner'>; readonly jobs: Pick<Jobs, 'plan'> },
  now: Date,
): Promise<boolean> =>
  means.database.asOwner(async (tx) => {
    const on = localDate(now);
    const planned = await tx.run(
      `insert into platform.settings as s (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value where s.value < excluded.value`,
      [setting, on],
    );
    if (planned === 0) return false;
    await means.jobs.plan(tx, nightJob, { on } satisfies NightJob);
    return true;
  });

/** What depends on the day alone: terms that began, tasks that are late, findings, and the month that ended. Done again it changes nothing. */
export const workNight = async (database: Database, on: string) => {
  const opened = await openTermChecks(database, on);
  const { reminded, raised } = await passNight(database, on);
  const institutions = await refreshAll(database, on);
  // Last, so that it tells what the night found.
  return { opened, reminded, raised, institutions, told: await tellMonth(database, on) };
};
