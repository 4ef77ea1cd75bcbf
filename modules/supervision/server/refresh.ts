import type { Database, Tx } from '@xueqian/platform/database.ts';
import { countsByClass } from '../../classes/server/index.ts';
import { checkProfile, type Finding } from '../../institutions/profile-rules.ts';
import { listIdsAfter, readFilesInForce } from '../../institutions/server/index.ts';
import { type FoundRow, type KeptFinding, saveFindings } from './finding-store.ts';

/** What the rules find in the files of these institutions on a day. */
export const checkFiles = async (
  tx: Tx,
  institutionIds: readonly number[],
  on: string,
): Promise<ReadonlyMap<number, readonly Finding[]>> => {
  const files = await readFilesInForce(tx, institutionIds);
  const classes = await countsByClass(tx, institutionIds);
  return new Map([...files].map(([id, file]) => [id, checkProfile({ ...file, classes: classes.get(id) ?? [] }, on)]));
};

/** Findings of one file, a line a rule. */
export const byRule = (findings: readonly Finding[]): readonly Omit<KeptFinding, 'institutionId'>[] => {
  const lines = new Map<string, Omit<KeptFinding, 'institutionId' | 'found'> & { found: FoundRow[] }>();
  for (const { code, severity, row, facts } of findings) {
    const line = lines.get(code) ?? { rule: code, severity, found: [] };
    line.found.push({ row, facts: { ...facts } });
    lines.set(code, line);
  }
  return [...lines.values()];
};

/** Keeps what the rules find in these institutions' files: after a section came into force, and every night. */
export const refreshFindings = async (tx: Tx, institutionIds: readonly number[], on: string): Promise<void> => {
  const found = await checkFiles(tx, institutionIds, on);
  const kept = [...found].flatMap(([institutionId, list]) => byRule(list).map((each) => ({ institutionId, ...each })));
  await saveFindings(tx, institutionIds, kept, on);
};

/** Institutions of one transaction of the nightly pass. */
const atOnce = 500;

/** Every institution's findings on a day; gives how many institutions were looked at. */
export const refreshAll = async (database: Database, on: string): Promise<number> => {
  let done = 0;
  for (let after = 0; ; ) {
    const ids = await database.asOwner(async (tx) => {
      const page = await listIdsAfter(tx, after, atOnce);
      if (page.length > 0) await refreshFindings(tx, page, on);
      return page;
    });
    done += ids.length;
    const last = ids.at(-1);
    if (last === undefined || ids.length < atOnce) return done;
    after = last;
  }
};
