import { createHash } from 'node:crypto';
import type { Database } from '@xueqian/platform/database.ts';
import { to as copyTo } from 'pg-copy-streams';

/** Digest of every table of every schema but these, each as COPY writes it, in the order of its rows. */
export const databaseDigest = (database: Database, without: readonly string[]): Promise<Record<string, string>> =>
  database.asOwner(async (tx) => {
    const tables = await tx.rows<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname <> all ($1) order by 1`,
      [without],
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables) {
      const hash = createHash('sha256');
      const rows = tx.client.query(copyTo(`copy (select * from ${name} t order by t::text collate "C") to stdout`));
      for await (const chunk of rows) hash.update(chunk as Buffer);
      digests[name] = hash.digest('hex');
    }
    return digests;
  });
