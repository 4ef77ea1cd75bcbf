import { parentPort, workerData } from 'node:worker_threads';
import { makeSealer } from '@xueqian/platform/sealing.ts';
import { makeCheckContext } from '../../children/server/index.ts';
import { prepareRows, type RawRow } from '../../importing/server/index.ts';
import { readDivisionRegister, readPlaces } from '../../jurisdictions/server/index.ts';
import { annex2On } from '../annex2.ts';
import { childrenOf } from '../children-of.ts';
import type { LoadOrder, LoadReport, LoadTask } from './load-henan.ts';
import { henan2017Plan } from './reference-plans.ts';

/** Makes, checks and seals the children of one county after another; batches go out as the loader takes them. */
const port = parentPort;
if (!port) throw new Error('runs as a worker only');
const order = workerData as LoadOrder;
const [current] = order.keys.map((key) => ({
  id: key.id,
  algorithm: key.algorithm ?? 'sm4',
  cipher: Buffer.from(key.cipher),
  mac: Buffer.from(key.mac),
}));
if (!current) throw new Error('no sealing key');
const sealer = makeSealer(current);
const register = await readDivisionRegister();
const places = await readPlaces();
const plans = new Map(henan2017Plan(order.seed, register).map((plan) => [plan.countyCode, plan]));
const batchRows = 5000;

let credits = 0;
let wake: (() => void) | null = null;

const say = async (report: LoadReport, transfer: ArrayBuffer[] = []): Promise<void> => {
  while (credits <= 0) await new Promise<void>((resolve) => (wake = resolve));
  credits -= 1;
  port.postMessage(report, transfer);
};

const make = async (task: LoadTask): Promise<void> => {
  const plan = plans.get(task.countyCode);
  if (!plan) throw new Error(`no plan of ${task.countyCode}`);
  const ids = new Map(task.institutions);
  const classes = new Map(task.classes.map(([id, index]) => [id, new Map(index)]));
  const places2 = new Map(
    [...classes].map(([id, index]) => [id, { context: makeCheckContext(annex2On, index, places), classes: index }]),
  );
  const seen = new Map<string, number>();
  let rows: RawRow[] = [];
  let row = 0;
  const send = async (): Promise<void> => {
    if (rows.length === 0) return;
    const prepared = prepareRows(
      rows,
      (id) => places2.get(id) as NonNullable<ReturnType<typeof places2.get>>,
      sealer,
      seen,
    );
    const copy = new Uint8Array(prepared.copy);
    rows = [];
    await say({ kind: 'batch', batch: { ...prepared, copy: Buffer.alloc(0) }, copy }, [copy.buffer as ArrayBuffer]);
  };
  for (const institution of plan.institutions) {
    const institutionId = ids.get(institution.code) as number;
    for (const cells of childrenOf(plan, institution, order.seed)) {
      row += 1;
      rows.push({ row, institutionId, cells });
      if (rows.length >= batchRows) await send();
    }
  }
  await send();
  await say({ kind: 'end' });
};

port.on('message', (message: LoadTask | 'next') => {
  if (message === 'next') {
    credits += 1;
    wake?.();
    return;
  }
  credits = 2;
  make(message).catch((error: unknown) =>
    port.postMessage({ kind: 'fault', message: String((error as Error).stack) } satisfies LoadReport),
  );
});
