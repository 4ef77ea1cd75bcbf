import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { commitStaged, prepareCommit } from '@xueqian/modules/children/server/index.ts';
import { compareFiles } from '@xueqian/modules/duplicates/server/index.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { actorAt, largestCounty, type Means } from './means.ts';
import { note, timed } from './measure.ts';
import { makeBenchInstitution, writeFiles } from './rows.ts';

export const importRows = 100_000;

const perSecond = (ms: number): string => `${Math.round((importRows / ms) * 1000).toLocaleString('en')} rows/s`;

/** Columns of the table that a bare COPY fills: all but the identity. */
const copyColumns = async (means: Means): Promise<string> =>
  (
    await means.database.pool.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'children.children'::regclass and attnum > 0 and not attisdropped and attname <> 'id' order by attnum`,
    )
  ).rows
    .map((row) => row.name)
    .join(', ');

/** A bare COPY of the same rows into the same table with the same indexes; no triggers, no foreign keys; rolled back. */
const bareCopy = async (means: Means, file: string, columns: string): Promise<number> => {
  const client = await means.database.pool.connect();
  try {
    await client.query(`begin; set local session_replication_role = replica`);
    const { ms } = await timed(async () => {
      await pipeline(createReadStream(file), client.query(copyFrom(`copy children.children (${columns}) from stdin`)));
    });
    return ms;
  } finally {
    await client.query('rollback');
    client.release();
  }
};

type Told = {
  ms: number;
  cpuSeconds: number;
  counts: { created: number; read: number; rejected: number };
  maxRssMb: number;
  baseRssMb: number;
};

const rounds = 2;

const importOnce = (file: string, institutionId: number): Told => {
  const script = path.join(productRoot, 'dist/server/import-once.mjs');
  const run = spawnSync(process.execPath, [script, file, String(institutionId), String(importRows)], {
    env: process.env,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const told = JSON.parse(run.stdout) as Told;
  if (told.counts.created !== importRows) throw new Error(`imported ${JSON.stringify(told.counts)}`);
  return told;
};

/** The rows that were imported, as a bare COPY takes them. */
const dumpRows = async (means: Means, institutionId: number, columns: string, file: string): Promise<void> => {
  const client = await means.database.pool.connect();
  const rows = `select ${columns} from children.children where institution_id = ${institutionId}`;
  await pipeline(client.query(copyTo(`copy (${rows}) to stdout`)), createWriteStream(file));
  client.release();
};

const freshStart = async (means: Means): Promise<void> => {
  await means.database.pool.query('vacuum children.children');
  await means.database.pool.query('vacuum children.actions');
  await means.database.pool.query('checkpoint');
};

/** Files compared in one transaction, as the system does in the background. */
const step = 500;

/** What waits for the rows after their import: each is compared with every file of the province that shares a key. */
const compareImported = async ({ database, sealer }: Means, institutionId: number): Promise<number> => {
  const ids = await database.asOwner((tx) =>
    tx.rows<{ id: number }>('select id from children.children where institution_id = $1 order by id', [institutionId]),
  );
  const { ms } = await timed(async () => {
    for (let from = 0; from < ids.length; from += step) {
      const some = ids.slice(from, from + step).map(({ id }) => id);
      await database.asOwner((tx) => compareFiles(tx, sealer, some, new Date()));
    }
  });
  return ms;
};

/** The import of 100,000 rows of .xlsx and .csv: read, checked, sealed, searched, committed; against a bare COPY. */
export const benchImport = async (means: Means): Promise<void> => {
  const { database } = means;
  const { county } = await largestCounty(means);
  const place = await makeBenchInstitution(means, county);
  const folder = await mkdtemp(path.join(tmpdir(), 'xueqian-bench-'));
  const columns = await copyColumns(means);
  const dump = path.join(folder, 'rows.copy');
  const clear = () =>
    database.asOwner(async (tx) => {
      await tx.run('delete from duplicates.cases where later_institution_id = $1 or earlier_institution_id = $1', [
        place.institutionId,
      ]);
      await tx.run(
        'delete from children.actions a using children.children c where a.child_id = c.id and c.institution_id = $1',
        [place.institutionId],
      );
      await tx.run('delete from children.children where institution_id = $1', [place.institutionId]);
      await tx.run('update statistics.institution_counters set entered = 0, problem = 0 where institution_id = $1', [
        place.institutionId,
      ]);
    });
  try {
    await clear();
    const files = await writeFiles(place, folder, importRows);
    for (const kind of ['csv', 'xlsx'] as const) {
      const told: Told[] = [];
      const plain: number[] = [];
      let likeness: number | null = null;
      // In turns, each after a checkpoint and a vacuum, so that both find the same state of the pages; the best counts.
      for (let round = 0; round < rounds; round += 1) {
        await freshStart(means);
        told.push(importOnce(files[kind], place.institutionId));
        await dumpRows(means, place.institutionId, columns, dump);
        if (kind === 'csv' && round === 0) likeness = await compareImported(means, place.institutionId);
        await clear();
        await freshStart(means);
        plain.push(await bareCopy(means, dump, columns));
      }
      const ours = Math.min(...told.map((each) => each.ms));
      const bare = Math.min(...plain);
      note(
        `import of ${importRows.toLocaleString('en')} rows of ${kind} into ${means.children.toLocaleString('en')} children`,
        `${perSecond(ours)} (${told.map((each) => `${(each.ms / 1000).toFixed(1)} s`).join(', ')}; ${Math.min(...told.map((each) => each.cpuSeconds)).toFixed(1)} s of processor in the process)`,
        `COPY ${perSecond(bare)} (${plain.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')})`,
        (bare / ours).toFixed(2),
        '≥ 0.5',
      );
      if (likeness !== null)
        note(
          `likely duplicates of ${importRows.toLocaleString('en')} imported rows`,
          `${(likeness / 1000).toFixed(1)} s`,
          `the import itself, exact check included, ${(ours / 1000).toFixed(1)} s`,
          (likeness / ours).toFixed(2),
          '≤ 2',
        );
      note(
        `peak memory of that import (${kind})`,
        `${Math.max(...told.map((each) => each.maxRssMb))} MB (${told[0]?.baseRssMb} MB before)`,
        '',
        '',
        '< 300 MB',
      );
    }
    await benchDuplicates(means, dump, columns, place.institutionId, county);
  } finally {
    await clear();
    await rm(folder, { recursive: true, force: true });
  }
};

/** The duplicate check of the whole file, against the bare indexed join of the same rows. */
const benchDuplicates = async (
  means: Means,
  dump: string,
  columns: string,
  institutionId: number,
  county: string,
): Promise<void> => {
  const actor = await actorAt(means, 'institution', 'ordinary', String(institutionId), institutionId, county);
  const lines = (await readFile(dump, 'utf8')).split('\n');
  const at = columns.split(', ').indexOf('claim_digest');
  const claims = lines.filter(Boolean).map((line) => line.split('\t')[at] as string);
  await means.database.asActor(actor, async (tx) => {
    await prepareCommit(tx);
    await commitStaged(tx, actor, new Date(), Buffer.alloc(0), 0);
    await tx.run(
      `insert into pg_temp.staged_children (row_number, institution_id, claim_digest) select n, $2, c::bytea from unnest($1::text[]) with ordinality x (c, n)`,
      [claims.map((claim) => claim.replaceAll('\\\\', '\\')), institutionId],
    );
    await tx.run('analyze pg_temp.staged_children');
    const ours: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      ours.push((await timed(() => tx.rows('select count(*) from children.match_staged()'))).ms);
      await tx.client.query('set local role none');
      plain.push(
        (
          await timed(() =>
            tx.rows(
              'select count(*) from pg_temp.staged_children s join children.children c on c.claim_digest = s.claim_digest and c.holds_claim',
            ),
          )
        ).ms,
      );
      await tx.client.query('set local role xueqian_institution');
    }
    const best = (all: number[]) => Math.min(...all);
    note(
      `duplicate check of ${claims.length.toLocaleString('en')} rows`,
      `${best(ours).toFixed(0)} ms`,
      `indexed join ${best(plain).toFixed(0)} ms`,
      (best(ours) / best(plain)).toFixed(2),
      '≤ 1.5',
    );
  });
};
