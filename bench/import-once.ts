import { createReadStream } from 'node:fs';
import path from 'node:path';
import { commitImportNow } from '@xueqian/modules/importing/server/index.ts';
import { folderStore } from '@xueqian/platform/files.ts';
import { actorAt, openMeans } from './means.ts';
import { timed } from './measure.ts';

// One import in a process of its own, so that its memory can be told: file, institution, rows.
const [file = '', institution = '', rows = ''] = process.argv.slice(2);
const means = await openMeans();
const institutionId = Number(institution);
const actor = await actorAt(means, 'institution', 'ordinary', institution, institutionId, '410105');
const files = folderStore(path.join(means.varFolder, 'files'), means.keys);
const { key, bytes } = await files.put(createReadStream(file));
const importId = await means.database.asOwner(
  async (tx) =>
    (
      await tx.one<{ id: number }>(
        `insert into importing.imports (institution_id, file_name, file_key, file_bytes, state, uploaded_by, uploaded_at) values ($1, $2, $3, $4, 'committing', $5, now()) returning id`,
        [institutionId, path.basename(file), key, bytes, actor.accountId],
      )
    ).id,
);
const baseRssMb = Math.round(process.memoryUsage().rss / 1e6);
const cpu = process.cpuUsage();
const { ms } = await timed(() =>
  commitImportNow(
    { database: means.database, files, keys: means.keys, clock: () => new Date('2017-04-07T08:00:00Z') },
    actor,
    importId,
  ),
);
const { user, system } = process.cpuUsage(cpu);
const { counts, failure } = await means.database.asOwner((tx) =>
  tx.one<{ counts: unknown; failure: unknown }>('select counts, failure from importing.imports where id = $1', [
    importId,
  ]),
);
console.log(
  JSON.stringify({
    ms,
    cpuSeconds: (user + system) / 1e6,
    counts,
    failure,
    rows,
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1000),
    baseRssMb,
  }),
);
await means.database.asOwner(async (tx) => {
  await tx.run('delete from importing.row_results where import_id = $1', [importId]);
  await tx.run('delete from importing.imports where id = $1', [importId]);
});
await files.remove(key);
await means.database.close();
