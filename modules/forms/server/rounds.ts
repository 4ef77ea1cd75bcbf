import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import { openTasks } from '../../deadlines/server/index.ts';
import { dueOf } from '../../deadlines/task.ts';
import { periodOf } from '../form.ts';
import type { FormRow } from './form-store.ts';
import { insertRound, listAskedIds, listBegun, listUndated, saveDue } from './round-store.ts';

type Asking = Pick<FormRow, 'id' | 'cycle' | 'divisions' | 'kinds' | 'within'>;

/** Opens the period that a day lies in, with a task for each institution asked; says whether it was not open yet. */
export const openRound = async (tx: Tx, form: Asking, on: string): Promise<boolean> => {
  const asked = await listAskedIds(tx, form);
  const period = periodOf(form.cycle, on);
  const dueOn = dueOf(form.within, on, nationalCalendar);
  const roundId = await insertRound(tx, form.id, { period, opensOn: on, dueOn, asked: asked.length });
  if (roundId === null) return false;
  await openTasks(tx, asked, { kind: 'form', subject: String(roundId) }, form.within, on);
  return true;
};

/** The night opens the periods that begin on its day; done again it opens nothing. Gives how many it opened. */
export const openRounds = (database: Pick<Database, 'asOwner'>, on: string): Promise<number> =>
  database.asOwner(async (tx) => {
    // Days of the year after become known when its holidays are published.
    for (const { id, opensOn, within } of await listUndated(tx)) {
      const dueOn = dueOf(within, opensOn, nationalCalendar);
      if (dueOn !== null) await saveDue(tx, id, dueOn);
    }
    let opened = 0;
    for (const form of await listBegun(tx, on)) opened += (await openRound(tx, form, on)) ? 1 : 0;
    return opened;
  });
