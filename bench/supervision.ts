import { once } from 'node:events';
import { workNight } from '@xueqian/modules/supervision/server/index.ts';
import { actorAt, largestPlaces, type Means, sessionOf } from './means.ts';
import { ms, note, repeated, timed } from './measure.ts';
import { port, startServer } from './open.ts';
import { openSupervisedProvince } from './supervised-province.ts';

const rounds = 25;

/** Pages of lists and counts, as the pages ask for them. */
const lists = {
  institutions: 'institutions?limit=50',
  'institutions by a part of the name': 'institutions?limit=50&text=1',
  'open tasks': 'deadlines?whose=mine&limit=50',
  'late tasks': 'deadlines?whose=late&limit=50',
  'findings of one rule': 'supervision/findings?limit=50&rule=304',
  'term checks': 'supervision/term-checks?limit=50',
  'annual reviews': 'supervision/annual-reviews?limit=50&year=2025',
  rectifications: 'rectifications?limit=50',
  inspections: 'inspections?limit=50',
  declarations: 'declarations?limit=50&only=all',
  alterations: 'alterations?limit=50&only=all',
  forms: 'forms?limit=50',
  'monthly messages': 'monthly-messages?limit=12',
} as const;
const counts = {
  'counts of findings': 'supervision/counts',
  'counts of late tasks': 'deadlines/late',
  'counts of keeping up': 'deadlines/keeping-up',
  'counts of annual reviews': 'supervision/annual-review-counts?year=2025',
  'counts of declarations': 'declaration-counts',
} as const;

/** Lists and counts of 40,000 institutions over HTTP at each level, and the pass of the night. */
export const benchSupervision = async (loaded: Means): Promise<void> => {
  const means = await openSupervisedProvince(loaded);
  for (const name of ['the first', 'one again']) {
    const night = await timed(() => workNight(means.database, '2026-11-23'));
    note(`the night's pass, ${name}`, `${(night.ms / 1000).toFixed(1)} s`, '', '', '< 60 s');
  }
  const server = await startServer(means.url);
  try {
    for (const { level, scope } of await largestPlaces(means)) {
      const cookie = await sessionOf(means, await actorAt(means, level, 'review', scope));
      const ask = async (path: string): Promise<void> => {
        const reply = await fetch(`http://127.0.0.1:${port}/api/${path}`, { headers: { cookie, 'x-xueqian': '1' } });
        const body = await reply.text();
        if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${body}`);
      };
      for (const [pages, aim] of [
        [lists, 'p99 < 200 ms'],
        [counts, 'p99 < 100 ms'],
      ] as const) {
        for (const [name, path] of Object.entries(pages)) {
          const asked = await repeated(rounds, () => ask(path));
          note(`${name}, ${level}`, `${ms(asked.median)} (p99 ${ms(asked.p99)})`, '', '', aim);
        }
      }
    }
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await means.database.close();
  }
};
