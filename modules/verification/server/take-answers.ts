import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { identityPlain, sealKinds } from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import type { AnswerCounts, AnswerLine, Fault, Result } from '../answer.ts';
import { answerLines } from './answer-rows.ts';
import type { VerificationMeans } from './make-batch.ts';
import { type AnswerRow, countItems, findAnswer, listItems, saveAnswer, saveItems, saveResults } from './store.ts';

/** Lines that are told by their number; the others are only counted. */
const mostFaults = 200;

type Told = {
  readonly counts: AnswerCounts;
  readonly faults: readonly { readonly row: number; readonly fault: Fault }[];
};

/**
 * Goes through the lines of a file: what can be taken in, and why the others cannot. With `write` the lines of the batch
 * say it from then on. The file of another batch is refused as a whole.
 */
const goThrough = async (
  tx: Tx,
  means: VerificationMeans,
  entry: AnswerRow,
  now: Date,
  write: boolean,
): Promise<Told> => {
  const counts = { read: 0, agrees: 0, unknown: 0, differs: 0, already: 0, replaced: 0, faulty: 0 };
  const faults: { row: number; fault: Fault }[] = [];
  // A line of a million is a number of four bytes: the only thing that grows with the file.
  const seen = new Set<number>();
  let first = 0;
  const faultOf = (line: AnswerLine, claim: Buffer | undefined): Fault | null => {
    if (line.sequence === null) return 'no-sequence';
    if (line.result === null) return 'no-result';
    if (claim === undefined) return 'not-asked';
    if (!means.sealer.digest(sealKinds.identity, identityPlain('1', line.number)).equals(claim)) return 'other-number';
    return seen.has(line.sequence) ? 'twice' : null;
  };
  for await (const lines of answerLines((await means.files.get(entry.fileKey)) as AsyncIterable<Buffer>)) {
    const foreign = lines.find(({ batch }) => batch !== entry.batchNumber);
    if (foreign)
      throw new Refused('verification.answers-of-another-batch', {
        row: foreign.row,
        batch: foreign.batch.slice(0, 40),
        number: entry.batchNumber,
      });
    const sequences = lines.flatMap(({ sequence }) => (sequence === null ? [] : [sequence]));
    const known = new Map((await listItems(tx, entry.batchId, sequences)).map((item) => [item.sequence, item]));
    const taken: { sequence: number; result: Result }[] = [];
    for (const line of lines) {
      counts.read += 1;
      const item = known.get(line.sequence ?? 0);
      const fault = faultOf(line, item?.claim);
      if (fault !== null || line.result === null || line.sequence === null) {
        counts.faulty += 1;
        if (faults.length < mostFaults) faults.push({ row: line.row, fault: fault ?? 'no-result' });
        continue;
      }
      seen.add(line.sequence);
      counts[line.result] += 1;
      if (item?.result === line.result) counts.already += 1;
      else if (item?.result) counts.replaced += 1;
      else first += 1;
      taken.push({ sequence: line.sequence, result: line.result });
    }
    if (write) await saveItems(tx, entry.batchId, taken, now);
  }
  if (counts.read === 0) throw new Refused('verification.answers-empty');
  const { missing } = await countItems(tx, entry.batchId);
  return { counts: { ...counts, missing: write ? missing : missing - first }, faults };
};

const withEntry = async (
  means: VerificationMeans,
  actor: Actor,
  id: number,
  state: AnswerRow['state'],
  work: (tx: Tx, entry: AnswerRow, now: Date) => Promise<void>,
): Promise<void> => {
  const now = means.clock();
  try {
    await means.database.asActor(actor, async (tx) => {
      const entry = await findAnswer(tx, id, true);
      if (entry?.state !== state) return;
      if (entry.batchState !== 'ready') throw new Refused('verification.batch-not-open');
      await work(tx, entry, now);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await means.database.asActor(actor, (tx) => saveAnswer(tx, id, 'failed', null, error.refusal, null));
  }
};

/** The dry run: counts and faults, and nothing else changes. */
export const checkAnswers = (means: VerificationMeans, actor: Actor, id: number): Promise<void> =>
  withEntry(means, actor, id, 'checking', async (tx, entry, now) => {
    await saveAnswer(tx, id, 'checked', await goThrough(tx, means, entry, now, false), null, null);
  });

/** Takes the answers in, in one transaction; the same file again changes nothing. */
export const applyAnswersNow = (means: VerificationMeans, actor: Actor, id: number): Promise<void> =>
  withEntry(means, actor, id, 'applying', async (tx, entry, now) => {
    const told = await goThrough(tx, means, entry, now, true);
    await saveResults(tx, { id: entry.batchId, number: entry.batchNumber }, now, localDate(now));
    await saveAnswer(tx, id, 'applied', told, null, now);
  });

/** Says at the end of all attempts that it failed; nothing of it was kept. */
export const giveUpAnswers = (means: VerificationMeans, actor: Actor, id: number): Promise<void> =>
  means.database.asActor(actor, async (tx) => {
    const entry = await findAnswer(tx, id, true);
    if (entry?.state === 'checking' || entry?.state === 'applying')
      await saveAnswer(tx, id, 'failed', null, { code: 'verification.broke-off', facts: {} }, null);
  });
