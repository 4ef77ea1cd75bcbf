import type { Actor, Role } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { ProblemReply } from '@xueqian/platform/problems.ts';
import { type ListedAccount, listOfficeAccounts } from '../../accounts/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decideTrain, isAdministrator } from '../account-rules.ts';
import { doerOf, ensure, heldOf, holdAccount } from './accounts.ts';

type Training = { personId: number; course: string; heldOn: string; passed: boolean };

/** The newest training of each person. */
const newestOf = async (tx: Tx, personIds: readonly number[]): Promise<Map<number, Training>> =>
  new Map(
    (
      await tx.rows<Training>(
        `select distinct on (person_id) person_id as "personId", course, held_on as "heldOn", passed
         from administration.trainings where person_id = any ($1) order by person_id, passed desc, held_on desc, id desc`,
        [personIds],
      )
    ).map((row) => [row.personId, row]),
  );

export const listTrained = async (
  call: Call,
  input: { which: 'own' | 'below'; text?: string | undefined; after?: string | null | undefined; limit: number },
) => {
  const rows = await listOfficeAccounts(
    call.tx,
    call.actor,
    { which: input.which, text: input.text || null, role: null, state: 'open' },
    input.after ?? null,
    input.limit,
    call.now,
  );
  const trainings = await newestOf(
    call.tx,
    rows.map((row) => row.personId),
  );
  const doer = await doerOf(call);
  const manages = may('accounts.manage', call.actor);
  return {
    rows: rows.map((row: ListedAccount) => {
      const training = trainings.get(row.personId);
      return {
        accountId: row.id,
        login: row.login,
        personName: row.personName,
        role: row.role,
        level: row.level,
        officeName: row.officeName,
        trained: training?.passed ?? false,
        course: training?.course ?? null,
        heldOn: training?.heldOn ?? null,
        mayRecord: manages && decideTrain(doer, heldOf(row)).accepted,
      };
    }),
    next: rows.length === input.limit ? (rows.at(-1)?.login ?? null) : null,
  };
};

export const recordOne = async (
  call: Call,
  input: { accountId: number; course: string; heldOn: string; passed: boolean },
) => {
  const { account, doer } = await holdAccount(call, input.accountId);
  ensure(decideTrain(doer, heldOf(account)));
  if (input.heldOn > localDate(call.now)) throw new Refused('administration.training-lies-ahead');
  const recorded = await call.tx.run(
    `insert into administration.trainings (person_id, office_id, course, held_on, passed, recorded_by, recorded_at)
     select $1, $2, $3, $4, $5, $6, $7 where not exists (select from administration.trainings
       where person_id = $1 and course = $3 and held_on = $4 and passed = $5)`,
    [account.personId, account.officeId, input.course, input.heldOn, input.passed, call.actor.accountId, call.now],
  );
  if (recorded === 0) throw new Refused('administration.training-there-already');
  call.note(`account ${account.id}`, { course: input.course, heldOn: input.heldOn, passed: input.passed });
  return {};
};

/** Records that the people of these accounts were trained: the staff of a sample. The owner's work. */
export const recordTrainings = (tx: Tx, logins: readonly string[], course: string, now: Date): Promise<number> =>
  tx.run(
    `insert into administration.trainings (person_id, office_id, course, held_on, passed, recorded_at)
     select a.person_id, a.office_id, $2, $3, true, $4 from accounts.accounts a where a.login = any ($1)`,
    [logins, course, localDate(now), now],
  );

const operates = (actor: Actor, who: 'none' | 'administrators' | 'operators'): boolean =>
  who !== 'none' &&
  (isAdministrator(actor.role as Role) ||
    (who === 'operators' && actor.level === 'institution' && actor.role === 'ordinary'));

/**
 * Who has no recorded training may look and not change (policy value operatorTrainingNeeded). Trainings are never taken back.
 */
export const isUntrained = async (tx: Tx, actor: Actor, now: Date): Promise<boolean> => {
  if (!operates(actor, 'operators')) return false;
  const found = await tx.one<{ trained: boolean }>(
    `select exists (select from administration.trainings t join accounts.accounts a on a.person_id = t.person_id
       where a.id = $1 and t.passed) as trained`,
    [actor.accountId],
  );
  if (found.trained) return false;
  const pack = await packOf(tx, actor.divisionCode, localDate(now));
  return operates(actor, pack.values.operatorTrainingNeeded.value);
};

/** `isUntrained` before each command; whoever was found free to change is remembered for a minute. */
export const makeTrainingGuard = (database: Database) => {
  const free = new Map<number, number>();
  return async (actor: Actor, now: Date): Promise<void> => {
    if (!operates(actor, 'operators') || (free.get(actor.accountId) ?? 0) > now.getTime()) return;
    if (await database.asKeeper(actor, (tx) => isUntrained(tx, actor, now)))
      throw new ProblemReply(403, 'administration.training-needed', { level: actor.level, role: actor.role });
    if (free.size > 20_000) free.clear();
    free.set(actor.accountId, now.getTime() + 60_000);
  };
};
