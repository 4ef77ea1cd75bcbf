import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Refusal } from '@xueqian/kernel/decision.ts';
import { may, type Permission } from '@xueqian/kernel/permissions.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { JobKind } from '@xueqian/platform/jobs.ts';
import { findAsker } from './store.ts';

/** What every job that is done in somebody's name is told besides its record. */
export type Asked = { readonly accountId: number };

/** A job done in the name of who asked for it. */
export type AskedWork<D extends Asked> = {
  readonly name: string;
  /** What one must hold to ask for it: looked at again when it is carried out. */
  readonly permission: Permission;
  /** The job's record as its asker sees it; null: it is not, or no longer, his office's. */
  readonly find: (tx: Tx, job: D) => Promise<unknown>;
  readonly work: (actor: Actor, job: D) => Promise<unknown>;
  readonly giveUp: (actor: Actor, job: D) => Promise<unknown>;
  /**
   * In nobody's name nothing is done. The record, where it still waits for this job, comes to an end or to where a
   * colleague may go on, and keeps `failure`. As the owner; done twice it does nothing.
   */
  readonly stop: (tx: Tx, job: D, failure: Refusal) => Promise<unknown>;
  readonly lanes?: number;
};

/**
 * A job of somebody's, who may be gone when it is carried out: his account closed or locked, his section closed, his role
 * or his duty another, his record another office's by now. Every kind is stopped in the same way, and his office is told
 * by what its record says then; it is never left waiting.
 */
export const askedJob = <D extends Asked>(database: Database, kind: AskedWork<D>): JobKind<D> => {
  const inHisName =
    (work: AskedWork<D>['work']) =>
    async (job: D): Promise<void> => {
      const asker = await database.asGate((tx) => findAsker(tx, job.accountId));
      const actor = asker?.isOpen && may(kind.permission, asker.actor) ? asker.actor : null;
      const record = actor && (await database.asActor(actor, (tx) => kind.find(tx, job)));
      if (actor && record) {
        await work(actor, job);
        return;
      }
      const failure = { code: 'accounts.asker-gone', facts: { name: asker?.actor.personName ?? '' } };
      await database.asOwner((tx) => kind.stop(tx, job, failure));
    };
  const { name, lanes } = kind;
  return {
    name,
    work: inHisName(kind.work),
    giveUp: inHisName(kind.giveUp),
    ...(lanes === undefined ? {} : { lanes }),
  };
};
