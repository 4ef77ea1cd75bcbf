import { type Refusal, Refused } from '@xueqian/kernel/decision.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Jobs } from '@xueqian/platform/jobs.ts';
import type { DivisionChange } from '../division-change.ts';
import type { DivisionRegister } from '../divisions.ts';
import { announce } from './announce.ts';
import { titlesOf } from './change-titles.ts';
import { listPlaceColumns, listStragglers, stepsToFollow } from './follow.ts';
import { localDate } from './local-date.ts';
import { lockTree } from './lock-tree.ts';
import { type Preview, previewOf } from './preview.ts';
import { currentRegister } from './reference.ts';
import {
  type ChangeRow,
  closeOffices,
  findChange,
  finishChange,
  holdInstitutions,
  makeTemporaryTables,
  moveInstitutions,
  moveOffices,
  saveHistory,
  savePeriods,
  saveProgress,
} from './store-carry-out.ts';

export const carryOutJob = 'jurisdictions.carry-out';
export type ChangeJob = { readonly changeId: number };

export type ChangeMeans = {
  readonly database: Database;
  readonly clock: () => Date;
  readonly jobs: Pick<Jobs, 'plan'>;
};

/** When a change of a day begins: ten minutes into the day in China. */
export const beginningOf = (on: string): Date => new Date(`${on}T00:10:00+08:00`);

/** Children of the moved institutions, by institution: what goes in must come out. Held institutions get no new ones. */
const countChildren = (tx: Tx): Promise<{ id: number; n: number }[]> =>
  tx.rows(
    `select institution_id as id, count(*)::int as n from children.children
     where institution_id in (select id from pg_temp.moving_institutions) group by 1 order by 1`,
  );

/** Announces the change below the office that drafted it, to what it touched. */
const tellThoseBound = async (
  tx: Tx,
  entry: ChangeRow,
  register: DivisionRegister,
  { plan }: Preview,
  now: Date,
): Promise<void> => {
  await tx.run(`select set_config('app.level', $1, true), set_config('app.scope', $2, true)`, [
    entry.level,
    entry.scope,
  ]);
  const { kind, documentTitle, documentNumber } = entry;
  const named = plan.begun.map((division) => division.code);
  await announce(
    tx,
    { level: entry.level, accountId: entry.drafterId },
    {
      template: 'division-changed',
      facts: {
        changeId: entry.id,
        kind,
        // As the announcement's text names them.
        ...titlesOf(register, entry),
        from: entry.inForceOn,
        document: [documentTitle, documentNumber].filter(Boolean).join(' '),
      },
      divisions: [...new Set(named.length > 0 ? named : [entry.scope])],
      on: entry.inForceOn,
    },
    now,
  );
};

const follow = async (
  tx: Tx,
  entry: ChangeRow,
  register: DivisionRegister,
  preview: Preview,
  now: Date,
  tell: (step: string, done: number, total: number) => Promise<void>,
): Promise<Record<string, number>> => {
  const columns = await listPlaceColumns(tx);
  const steps = stepsToFollow(columns);
  const total = steps.length + 4;
  await tell('tree', 0, total);
  await makeTemporaryTables(tx, preview);
  await holdInstitutions(tx, preview);
  const before = await countChildren(tx);
  await saveHistory(tx, entry, preview, now);
  await savePeriods(tx, entry, preview);
  await tell('institutions', 1, total);
  await moveInstitutions(tx);
  const moved: Record<string, number> = { institutions: preview.moves.length };
  for (const [index, step] of steps.entries()) {
    await tell('records', 2 + index, total);
    const count = await step.run(tx);
    const name = step.table.replaceAll('"', '');
    moved[name] = (moved[name] ?? 0) + count;
  }
  await tell('offices', total - 2, total);
  await moveOffices(tx, preview);
  moved['closedAccounts'] = await closeOffices(tx, preview, now);
  moved['offices'] = preview.offices.length;
  await tell('checking', total - 1, total);
  await tellThoseBound(tx, entry, register, preview, now);
  const stragglers = await listStragglers(tx, columns);
  if (stragglers.length > 0) throw new Error(`left behind: ${stragglers.join(', ')}`);
  if (JSON.stringify(await countChildren(tx)) !== JSON.stringify(before)) throw new Error('children were lost or won');
  const wrong = await tx.rows(
    'select 1 from statistics.counter_differences() d where d.institution_id in (select id from pg_temp.moving_institutions) limit 1',
  );
  if (wrong.length > 0) throw new Error('the counters no longer agree');
  return moved;
};

/**
 * Carries a planned change out, in one transaction of the owner: the tree, then everything that names a division.
 * Before its day it is planned again. Once carried out it does nothing.
 */
export const changeTree = async (means: ChangeMeans, { changeId }: ChangeJob): Promise<void> => {
  const { database, clock } = means;
  const now = clock();
  const tell = (step: string, done: number, total: number): Promise<void> =>
    database.asOwner((tx) => saveProgress(tx, changeId, step, done, total));
  try {
    await database.asOwner(async (tx) => {
      await lockTree(tx);
      const entry = await findChange(tx, changeId);
      if (!entry || !['planned', 'running'].includes(entry.state)) return;
      if (entry.inForceOn > localDate(now)) {
        await means.jobs.plan(tx, carryOutJob, { changeId } satisfies ChangeJob, beginningOf(entry.inForceOn));
        return;
      }
      const register = await currentRegister(tx);
      const decision = await previewOf(tx, register, entry.change as DivisionChange, entry.inForceOn);
      if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
      const moved = await follow(tx, entry, register, decision.value, now, tell);
      await finishChange(
        tx,
        changeId,
        'carried-out',
        { ...moved, divisions: decision.value.plan.ended.length },
        null,
        now,
      );
    });
  } catch (error) {
    // What no longer fits the tree is told, not tried again.
    if (!(error instanceof Refused)) throw error;
    await database.asOwner((tx) => finishChange(tx, changeId, 'failed', null, error.refusal, now));
  }
};

/** Says at the end of all attempts that a change failed; nothing of it was kept. */
export const giveUpChange = (means: ChangeMeans, { changeId }: ChangeJob): Promise<void> => {
  const refusal: Refusal = { code: 'jurisdictions.change-broke-off', facts: {} };
  return means.database.asOwner((tx) => finishChange(tx, changeId, 'failed', null, refusal, means.clock()));
};
