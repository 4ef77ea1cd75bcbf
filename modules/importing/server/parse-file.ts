import { type Refusal, Refused } from '@xueqian/kernel/decision.ts';
import type { Keys } from '@xueqian/platform/keys.ts';
import { startWorker } from '@xueqian/platform/workers.ts';
import type { Division } from '../../jurisdictions/divisions.ts';
import type { SpokenRow } from './prepare-rows.ts';

type Headings = {
  recognised: { letter: string; heading: string; column: string }[];
  unknown: { letter: string; heading: string }[];
};

/** What the worker is told. */
export type ParseOrder = {
  /** Handed over, not copied: the sender can't read it afterwards. */
  readonly bytes: ArrayBuffer;
  readonly fileName: string;
  readonly keys: readonly { id: number; algorithm?: 'sm4' | 'aes'; cipher: Uint8Array; mac: Uint8Array }[];
  /** ISO date of the day in China. */
  readonly today: string;
  readonly institutionId: number;
  readonly classes: readonly (readonly [string, number])[];
  readonly corrections: readonly { column: string; from: string; to: string }[];
  /** Periods of divisions that differ from the reference file. */
  readonly changedDivisions: readonly Division[];
};

/** What the worker says. */
export type ParseReport =
  | ({ readonly kind: 'headings'; readonly rowsHint: number } & Headings)
  | {
      readonly kind: 'batch';
      readonly copy: Uint8Array;
      readonly staged: number;
      readonly read: number;
      readonly spoken: readonly SpokenRow[];
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'fault'; readonly message: string };

/** Memory of the worker's objects: a file that needs more is refused, and the server lives on. */
const workerMegabytes = 160;
/** Room for objects that are thrown away at once, as nearly all are. */
const youngMegabytes = 16;
/** A file that is not read in this time is refused. */
const workerMinutes = 10;

/** Reads a file in a worker thread and gives its batches as they are taken. Throws `Refused` for unreadable files. */
export async function* parseFile(
  order: Omit<ParseOrder, 'keys'>,
  keys: Keys,
): AsyncGenerator<Extract<ParseReport, { kind: 'headings' | 'batch' }>> {
  const told: ParseOrder = { ...order, keys: [keys.current, ...keys.older] };
  const worker = startWorker(import.meta.url, 'parse-worker', {
    workerData: told,
    transferList: [order.bytes],
    resourceLimits: { maxOldGenerationSizeMb: workerMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  const waiting: ParseReport[] = [];
  let wake: (() => void) | null = null;
  let broken: Error | null = null;
  const notice = (): void => wake?.();
  worker.on('message', (report: ParseReport) => {
    waiting.push(report);
    notice();
  });
  worker.on('error', (error: Error & { code?: string }) => {
    broken = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused('importing.file-too-large') : error;
    notice();
  });
  const timer = setTimeout(() => {
    broken = new Refused('importing.file-too-slow', { minutes: workerMinutes });
    notice();
  }, workerMinutes * 60_000);
  try {
    for (;;) {
      while (waiting.length === 0 && !broken) await new Promise<void>((resolve) => (wake = resolve));
      const report = waiting.shift();
      if (!report) throw broken ?? new Error('the worker ended');
      if (report.kind === 'refused') throw new Refused(report.refusal.code, report.refusal.facts);
      if (report.kind === 'fault') throw new Error(report.message);
      worker.postMessage('next');
      if (report.kind === 'end') return;
      yield report;
    }
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
