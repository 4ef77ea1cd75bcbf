import type { Worker } from 'node:worker_threads';
import type { Level, Role } from '@xueqian/kernel/actor.ts';
import type { Database } from '@xueqian/platform/database.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import { startWorker } from '@xueqian/platform/workers.ts';
import type { PreparedBatch } from '../../importing/server/index.ts';
import { readDivisionRegister } from '../../jurisdictions/server/index.ts';
import type { CountyPlan } from '../plan.ts';
import type { Seed } from '../random.ts';
import { makeAccounts, type OfficeAccount } from './offices.ts';
import { henan2017Plan } from './reference-plans.ts';
import { type BatchSource, takeOverCounty } from './take-over.ts';

export type LoadOrder = {
  readonly seed: Seed;
  readonly keys: readonly { id: number; algorithm?: 'sm4' | 'aes'; cipher: Uint8Array; mac: Uint8Array }[];
};

export type LoadTask = {
  readonly countyCode: string;
  readonly institutions: readonly (readonly [string, number])[];
  readonly classes: readonly (readonly [number, readonly (readonly [string, number])[]])[];
};

export type LoadReport =
  | { readonly kind: 'batch'; readonly batch: PreparedBatch; readonly copy: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'fault'; readonly message: string };

export type LoadOptions = {
  readonly database: Database;
  readonly keys: Keys;
  readonly seed: Seed;
  /** Only these rows of the table (prefecture codes, 419001 for 济源); all when left out. */
  readonly only?: readonly string[];
  /** Counties taken over side by side. */
  readonly lanes: number;
  readonly now: Date;
  readonly progress?: (done: {
    county: string;
    counties: number;
    ofCounties: number;
    children: number;
    numbered: number;
  }) => void;
};

/** Year of the education statistics that the letter compares with. */
export const baselineYear = 2016;

/** Batches of one county from a worker, two ahead at most. */
const batchesFrom = (worker: Worker, countyCode: string): BatchSource =>
  async function* (places) {
    const waiting: LoadReport[] = [];
    let wake: (() => void) | null = null;
    let broken: Error | null = null;
    const onMessage = (report: LoadReport): void => {
      waiting.push(report);
      wake?.();
    };
    const onError = (error: Error): void => {
      broken = error;
      wake?.();
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    try {
      worker.postMessage({ countyCode, ...places } satisfies LoadTask);
      for (;;) {
        while (waiting.length === 0 && !broken) await new Promise<void>((resolve) => (wake = resolve));
        const report = waiting.shift();
        if (!report) throw broken ?? new Error('the worker ended');
        if (report.kind === 'fault') throw new Error(report.message);
        if (report.kind === 'end') return;
        worker.postMessage('next');
        yield {
          ...report.batch,
          copy: Buffer.from(report.copy.buffer, report.copy.byteOffset, report.copy.byteLength),
        };
      }
    } finally {
      worker.off('message', onMessage);
      worker.off('error', onError);
    }
  };

const account = (login: string, role: Role, level: Level, officeName: string, scope: string): OfficeAccount => ({
  login,
  role,
  level,
  officeName,
  scope,
  divisionCode: scope,
  institutionId: null,
  trial: false,
});

const peopleOf = async (options: LoadOptions, plan: CountyPlan) => {
  const { countyCode: code, fullName } = plan;
  const made = await options.database.asOwner((tx) =>
    makeAccounts(
      tx,
      [
        account(`takeover-${code}-enter`, 'ordinary', 'county', fullName, code),
        account(`takeover-${code}-confirm`, 'ordinary', 'county', fullName, code),
        account(`takeover-${code}-review`, 'review', 'county', fullName, code),
        account('takeover-410000-plan', 'ordinary', 'province', plan.fullName.slice(0, 3), '410000'),
      ],
      null,
      options.seed,
      options.now,
    ),
  );
  const person = (login: string) => made.get(login) as NonNullable<ReturnType<typeof made.get>>;
  return {
    enters: person(`takeover-${code}-enter`),
    confirms: person(`takeover-${code}-confirm`),
    reviews: person(`takeover-${code}-review`),
    plans: person('takeover-410000-plan'),
  };
};

/** Builds the province of annex 2 through the system's own way of taking over; can be interrupted and said again. */
export const loadHenan2017 = async (
  options: LoadOptions,
): Promise<{ counties: number; children: number; numbered: number; rejected: number }> => {
  const { database, keys, seed, now } = options;
  const register = await readDivisionRegister();
  const plans = henan2017Plan(seed, register).filter(
    (plan) => !options.only || options.only.includes(plan.prefectureCode),
  );
  const sealer = makeSealer(keys.current, keys.older);
  const total = { counties: 0, children: 0, numbered: 0, rejected: 0 };
  const queue = [...plans];
  const lane = async (): Promise<void> => {
    const order: LoadOrder = { seed, keys: [keys.current, ...keys.older] };
    const worker = startWorker(import.meta.url, 'load-worker', { workerData: order });
    try {
      for (let plan = queue.shift(); plan; plan = queue.shift()) {
        const people = await peopleOf(options, plan);
        const report = await takeOverCounty(
          database,
          sealer,
          plan,
          people,
          batchesFrom(worker, plan.countyCode),
          baselineYear,
          now,
        );
        total.counties += 1;
        // A table that has just doubled: the planner has to hear of it before the next county.
        if ((total.counties & (total.counties - 1)) === 0)
          await database.pool.query('analyze children.children, registration.numbers');
        total.children += report.children;
        total.numbered += report.numbered;
        total.rejected += report.rejected;
        options.progress?.({
          county: plan.fullName,
          counties: total.counties,
          ofCounties: plans.length,
          children: total.children,
          numbered: total.numbered,
        });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.lanes, plans.length) }, lane));
  return total;
};
