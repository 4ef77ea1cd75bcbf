import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber, normaliseIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { wholeNumber } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { type Answer, type Fault, type Listed, readLine, readSequence } from '../answer.ts';
import { answerLines } from './answer-rows.ts';
import type { PrimaryEntryMeans } from './make-list.ts';
import { type AnswerRow, findAnswer, saveAnswer, type Told } from './store.ts';
import { type EntryRow, holdChildren, listEntries, saveEntries, settle, type Taken } from './store-entries.ts';

/** Lines that are told by their number; the others are only counted. */
const mostFaults = 200;

const answerOf = (row: EntryRow): Answer | null => {
  const { result, school, schoolCode, enteredOn, field, told } = row;
  if (result === 'not-found') return { result };
  if (result === 'accepted' && school !== null && enteredOn !== null) return { result, school, schoolCode, enteredOn };
  if (result === 'differs' && field !== null && told !== null) return { result, field, told };
  return null;
};

const listedOf = (sealer: Sealer, row: EntryRow, number: string): Listed => ({
  numberAgrees: wholeNumber(sealer, row) === normaliseIdentityNumber(number.replace(/^'/, '')),
  isGraduated: row.state === 'graduated',
  endedOn: row.endedOn,
  before: answerOf(row),
});

/**
 * Goes through the lines of a file: what can be taken in, and why the others cannot. With `write` the list says it from
 * then on; the caller holds the children.
 */
export const goThrough = async (
  tx: Tx,
  sealer: Sealer,
  file: { readonly bytes: Buffer; readonly fileName: string },
  list: { readonly id: number; readonly number: string },
  now: Date,
  write: boolean,
): Promise<Told> => {
  const counts = { read: 0, accepted: 0, 'not-found': 0, differs: 0, already: 0, replaced: 0, faulty: 0 };
  const faults: { row: number; fault: Fault }[] = [];
  const seen = new Set<number>();
  const today = localDate(now);
  for await (const lines of answerLines(file.bytes, file.fileName)) {
    const sequences = lines.flatMap(({ cells }) => readSequence(cells.sequence ?? '') ?? []);
    const known = new Map((await listEntries(tx, list.id, sequences)).map((entry) => [entry.sequence, entry]));
    const taken: Taken[] = [];
    for (const { row, cells } of lines) {
      counts.read += 1;
      const sequence = readSequence(cells.sequence ?? '') ?? 0;
      const entry = known.get(sequence);
      const reading = readLine(cells, {
        ...{ list: list.number, today, mask: maskIdentityNumber, isRepeated: seen.has(sequence) },
        listed: entry === undefined ? null : listedOf(sealer, entry, cells.number ?? ''),
      });
      if ('fault' in reading) {
        counts.faulty += 1;
        if (faults.length < mostFaults) faults.push({ row, fault: reading.fault });
        continue;
      }
      seen.add(sequence);
      counts[reading.answer.result] += 1;
      if (reading.change === 'already') counts.already += 1;
      else taken.push({ sequence, ...reading.answer });
      if (reading.change === 'replaced') counts.replaced += 1;
    }
    if (write && taken.length > 0) await saveEntries(tx, list.id, taken, now);
  }
  if (counts.read === 0) throw new Refused('primary-entry.answers-empty');
  return { counts, faults };
};

const collect = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/**
 * Takes the answers of a file in, in one transaction, the children of the list held: all or nothing, whatever breaks in
 * the middle; the same file again changes nothing.
 */
export const applyEntryAnswersNow = async (means: PrimaryEntryMeans, actor: Actor, id: number): Promise<void> => {
  const now = means.clock();
  try {
    await means.database.asActor(actor, async (tx) => {
      const entry = await findAnswer(tx, id, true);
      if (entry?.state !== 'applying') return;
      if (entry.listState !== 'ready') throw new Refused('primary-entry.list-not-open');
      await holdChildren(tx, entry.listId);
      const bytes = await collect(await means.files.get(entry.fileKey));
      const list = { id: entry.listId, number: entry.listNumber };
      const told = await goThrough(tx, means.sealer, { bytes, fileName: entry.fileName }, list, now, true);
      await settle(tx, entry.listId, actor, now);
      await saveAnswer(tx, id, 'applied', told, null, now);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await means.database.asActor(actor, (tx) => saveAnswer(tx, id, 'failed', null, error.refusal, null));
  }
};

/** Says at the end of all attempts that it failed; nothing of it was kept. */
export const giveUpEntryAnswers = (means: PrimaryEntryMeans, actor: Actor, id: number): Promise<void> =>
  means.database.asActor(actor, async (tx) => {
    const entry: AnswerRow | null = await findAnswer(tx, id, true);
    if (entry?.state === 'applying')
      await saveAnswer(tx, id, 'failed', null, { code: 'primary-entry.broke-off', facts: {} }, null);
  });
