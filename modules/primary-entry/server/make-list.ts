import { Readable } from 'node:stream';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { codes } from '@xueqian/kernel/codes/codes.ts';
import { spreadsheetText } from '@xueqian/kernel/spreadsheet-text.ts';
import type { Database, Tx } from '@xueqian/platform/database.ts';
import type { FileStore } from '@xueqian/platform/files.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import { stringify } from 'csv-stringify/sync';
import { openIdentity, sealKinds, wholeNumber } from '../../children/server/index.ts';
import words from '../reference/primary-entry-words.json' with { type: 'json' };
import { findList, saveListState, saveReady } from './store.ts';
import { fetchLines, insertEntries, type ListedLine, openLines } from './store-entries.ts';

export type PrimaryEntryMeans = {
  readonly database: Database;
  readonly files: FileStore;
  readonly sealer: Sealer;
  readonly clock: () => Date;
};

/** How long the file with whole numbers is kept to be handed out, in milliseconds: seven days. */
const keptFor = 7 * 24 * 60 * 60 * 1000;

/** Columns at the end that the primary side fills in. */
const answerColumns = ['', '', '', '', '', ''];

const wordOf = (table: keyof typeof codes, code: string | null): string =>
  code === null ? '' : (codes[table].word(code, 'zh') ?? code);

const stayOf = ({ name, from, until }: ListedLine['stays'][number]): string =>
  words.written.stay.replace('{{name}}', name).replace('{{from}}', from).replace('{{until}}', until);

/** A line of the file, in the order of its headings; texts that a spreadsheet would take for a formula are marked. */
const cellsOf = (sealer: Sealer, listNumber: string, line: ListedLine): string[] => {
  const guardian = line.guardianIdentitySealed ? sealer.open(sealKinds.guardian, line.guardianIdentitySealed) : '';
  const phone = line.guardianPhoneSealed ? sealer.open(sealKinds.phone, line.guardianPhoneSealed) : '';
  const here = { name: line.institutionName, from: line.admittedOn, until: line.endedOn };
  return [
    ...[listNumber, String(line.sequence), wholeNumber(sealer, line) ?? '', spreadsheetText(line.name)],
    ...[wordOf('sex', line.sex), line.birthOn, wordOf('identityType', line.identityType)],
    ...[openIdentity(sealer, line.identitySealed) ?? '', wordOf('nationality', line.nationality)],
    ...[wordOf('ethnicity', line.ethnicity), wordOf('hukouNature', line.hukouNature), line.hukouPlace ?? ''],
    ...[spreadsheetText(line.address ?? ''), spreadsheetText(line.guardianName)],
    ...[wordOf('guardianRelation', line.guardianRelation), wordOf('guardianIdentityType', line.guardianIdentityType)],
    ...[guardian, phone, spreadsheetText(line.institutionName), line.institutionCode, line.admittedOn, line.endedOn],
    spreadsheetText([...line.stays, here].map(stayOf).join(words.written.between)),
    ...answerColumns,
  ];
};

/** The lines of a list as text, a thousand at a time: memory does not grow with their number. */
async function* linesOf(tx: Tx, sealer: Sealer, id: number, listNumber: string): AsyncGenerator<string> {
  yield `\ufeff${stringify([words.written.headings])}`;
  await openLines(tx, id);
  for (;;) {
    const lines = await fetchLines(tx);
    if (lines.length === 0) return;
    yield stringify(lines.map((line) => cellsOf(sealer, listNumber, line)));
  }
}

/** Makes a list: chooses the graduates and writes the sealed file, all in one transaction. Done again it does nothing. */
export const makeListNow = async (means: PrimaryEntryMeans, actor: Actor, id: number): Promise<void> => {
  const now = means.clock();
  let kept: string | null = null;
  try {
    await means.database.asActor(actor, async (tx) => {
      const list = await findList(tx, id, true);
      if (list?.state !== 'making') return;
      const children = await insertEntries(tx, id, list.year);
      if (children > 0) {
        const { key } = await means.files.put(
          Readable.from(linesOf(tx, means.sealer, id, list.number), { objectMode: false }),
        );
        kept = key;
      }
      await saveReady(tx, id, children, kept, new Date(now.getTime() + keptFor));
    });
  } catch (error) {
    // Nothing of it was kept: the file neither.
    if (kept !== null) await means.files.remove(kept);
    throw error;
  }
};

/** Says at the end of all attempts that it failed. */
export const giveUpList = (means: PrimaryEntryMeans, actor: Actor, id: number): Promise<void> =>
  means.database.asActor(actor, async (tx) => {
    const list = await findList(tx, id, true);
    if (list?.state === 'making') await saveListState(tx, id, 'failed');
  });
