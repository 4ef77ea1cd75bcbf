import { availableParallelism } from 'node:os';
import type { Actor } from '@xueqian/kernel/actor.ts';
import { loadTrailKey, publicText, readHead, trailHeadFile, verifyTrail } from '@xueqian/modules/audit/server/index.ts';
import { historyDifferences } from '@xueqian/modules/children/server/index.ts';
import { loadHenan2017 } from '@xueqian/modules/simulation/server/load-henan.ts';
import { figuresOf, readTable } from '@xueqian/modules/statistics/server/index.ts';
import { openDatabase } from '@xueqian/platform/database.ts';
import { stringify } from 'csv-stringify/sync';
import { runFirstAdministrators } from './first-administrators-command.ts';
import { generate } from './generate.ts';
import { runKeys } from './keys-command.ts';
import { prepareDatabase } from './prepare.ts';
import { say } from './say.ts';
import { readSettings } from './settings.ts';

const config = readSettings();
const database = openDatabase(config.databaseUrl);
const now = new Date();

type HistoryPart = Awaited<ReturnType<typeof historyDifferences>>;

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? args[at + 1] : args.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
};

/** The province's own eye for reports from the command line: it reads aggregates, as the report's page does. */
const provinceReader = (province: string): Actor => ({
  accountId: 0,
  login: 'command',
  personName: 'command',
  role: 'reader',
  level: 'province',
  officeId: 0,
  duties: null,
  officeName: '',
  scope: province,
  institutionId: null,
  divisionCode: province,
});

const load = async (args: readonly string[]): Promise<number> => {
  if (args[0] !== 'henan-2017') throw new Error('load henan-2017 [--only 419001,410600] [--seed 2017] [--lanes 2]');
  const keys = await prepareDatabase(config, database, now);
  const started = Date.now();
  const only = option(args, 'only')?.split(',');
  const total = await loadHenan2017({
    database,
    keys,
    seed: Number(option(args, 'seed') ?? 2017),
    ...(only ? { only } : {}),
    lanes: Number(option(args, 'lanes') ?? Math.max(2, availableParallelism())),
    now: new Date('2017-04-07T16:00:00+08:00'),
    progress: (done) => console.error(say('progress', { ...done, seconds: Math.round((Date.now() - started) / 1000) })),
  });
  await database.pool.query(
    'analyze children.children, children.actions, registration.numbers, institutions.institutions, classes.classes, statistics.institution_counters, statistics.baselines',
  );
  console.error(JSON.stringify({ ...total, seconds: (Date.now() - started) / 1000 }));
  return total.rejected === 0 ? 0 : 1;
};

const reportColumns = [
  'seq',
  'city',
  'institutions_in_system',
  'institutions_reported',
  'reported_pct_printed',
  'institutions_audited',
  'audited_pct_printed',
  'statistical_children',
  'children_with_number',
  'children_pct_printed',
];

const report = async (args: readonly string[]): Promise<number> => {
  if (args[0] !== 'annex2') throw new Error('report annex2 --province 410000 [--division 410100] --format csv|json');
  const province = option(args, 'province') ?? '410000';
  const actor = provinceReader(province);
  const table = await database.asActor(actor, (tx) => readTable(tx, actor, option(args, 'division') ?? province, now));
  if (option(args, 'format') === 'json') {
    console.log(JSON.stringify(table, null, 2));
    return 0;
  }
  const rows = [
    reportColumns,
    ...table.rows.map((row, index) => [index + 1, row.name, ...figuresOf(row)]),
    ['', 'total', ...figuresOf(table.total)],
  ];
  process.stdout.write(stringify(rows, { escape_formulas: true }));
  return 0;
};

/** Counts everything again and says where the kept counters disagree. */
const recount = async (): Promise<number> => {
  const differences = await database.asOwner((tx) =>
    tx.rows('select * from statistics.counter_differences() union all select * from flows.differences()'),
  );
  if (differences.length === 0) console.log(say('recount.right'));
  else {
    console.log(say('recount.wrong', { count: differences.length }));
    console.log(stringify(differences, { header: true }));
  }
  return differences.length === 0 ? 0 : 1;
};

/** Rebuilds the state of every file from its history, ten thousand at a time, and names those that differ. */
const verifyHistory = async (): Promise<number> => {
  let after: number | null = 0;
  let looked = 0;
  let differ = 0;
  while (after !== null) {
    const part: HistoryPart = await database.asOwner((tx) =>
      historyDifferences(tx, { after: after ?? 0, most: 10_000 }),
    );
    looked += part.looked;
    differ += part.differ.length;
    for (const each of part.differ) console.log(JSON.stringify(each));
    after = part.last;
  }
  console.log(say(differ === 0 ? 'history.right' : 'history.wrong', { looked, count: differ }));
  return differ === 0 ? 0 : 1;
};

/** Walks the whole trail: blocks, signatures, every entry; names what was altered, removed, inserted or cut off. */
const verifyAudit = async (): Promise<number> => {
  const key = await loadTrailKey(database, config.trailKeyFile);
  const head = await readHead(trailHeadFile(config.varFolder));
  const { findings, ...seen } = await verifyTrail({ database, key: key.public, head }, (entries) => {
    if (entries % 1_000_000 < 20_000) console.error(entries);
  });
  if (findings.length === 0) console.log(say('audit.right', { ...seen, key: publicText(key.public) }));
  else {
    console.log(say('audit.wrong', { ...seen, count: findings.length }));
    for (const { kind, block, entry } of findings.slice(0, 200))
      console.log(say(`audit.${kind}`, { block: block ?? '', entry: entry ?? '' }));
  }
  return findings.length === 0 ? 0 : 1;
};

const commands: Record<string, (args: readonly string[]) => Promise<number>> = {
  load,
  report,
  keys: (args) => runKeys(config, database, args, now),
  recount,
  'history:verify': verifyHistory,
  'first-administrators': () => runFirstAdministrators(config, database, now),
  'audit:verify': verifyAudit,
  migrate: async () => {
    await prepareDatabase(config, database, now);
    return 0;
  },
  generate: async () => {
    const written = await generate(config.databaseUrl, config.migrations, now);
    console.log(written.length === 0 ? say('generate.same') : say('generate.written', { files: written.join(', ') }));
    return 0;
  },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = commands[name];
  if (!command) throw new Error(`commands: ${Object.keys(commands).join(', ')}`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.close();
}
