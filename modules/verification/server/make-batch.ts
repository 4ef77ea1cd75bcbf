import { Readable } from 'node:stream';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { FileStore } from '@xueqian/platform/files.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { stringify } from 'csv-stringify/sync';
import { numberOfPlain, sealKinds } from '../../children/server/index.ts';
import words from '../reference/answer-words.json' with { type: 'json' };
import { fetchLines, findBatch, insertItems, openLines, saveBatchState, saveReady } from './store.ts';

export type VerificationMeans = {
  readonly database: Database;
  readonly files: FileStore;
  readonly sealer: Sealer;
  readonly clock: () => Date;
};

/** How long the file with whole numbers is kept to be handed out, in milliseconds: seven days. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

/** The lines of a batch as text, five thousand at a time: memory does not grow with their number. */
async function* linesOf(tx: Tx, sealer: Sealer, id: number, batchNumber: string): AsyncGenerator<string> {
  yield `\ufeff${stringify([words.written.headings])}`;
  await openLines(tx, id);
  for (;;) {
    const lines = await fetchLines(tx);
    if (lines.length === 0) return;
    yield stringify(
      lines.map(({ sequence, name, identitySealed }) => [
        batchNumber,
        String(sequence),
        spreadsheetText(name),
        numberOfPlain(sealer.open(sealKinds.identity, identitySealed)),
        '',
      ]),
    );
  }
}

/** Makes a batch: chooses the children and writes the sealed file, all in one transaction. Done again it does nothing. */
export const makeBatchNow = async (means: VerificationMeans, actor: Actor, id: number): Promise<void> => {
  const now = means.clock();
  let kept: string | null = null;
  try {
    await means.database.asActor(actor, async (tx) => {
      const batch = await findBatch(tx, id, true);
      if (batch?.state !== 'making') return;
      const children = await insertItems(tx, batch);
      if (children > 0) {
        const { key } = await means.files.put(
          Readable.from(linesOf(tx, means.sealer, id, batch.number), { objectMode: false }),
        );
        kept = key;
      }
      await saveReady(tx, id, children, kept, now, new Date(now.getTime() + keptFor));
    });
  } catch (error) {
    // Nothing of it was kept: the file neither.
    if (kept !== null) await means.files.remove(kept);
    throw error;
  }
};

/** Says at the end of all attempts that it failed. */
export const giveUpBatch = (means: VerificationMeans, actor: Actor, id: number): Promise<void> =>
  means.database.asActor(actor, async (tx) => {
    const batch = await findBatch(tx, id, true);
    if (batch?.state === 'making') await saveBatchState(tx, id, 'failed');
  });
