import type { Actor } from '@xueqian/kernel/actor.ts';
import { approveSelection, confirmSelection } from '@xueqian/modules/registration/server/index.ts';
import { addDays, formatISO, parseISO } from 'date-fns';
import { actorAt, type Means } from './means.ts';
import { note, timed } from './measure.ts';
import { booksFromHistory, booksNow, lastActionOf, type Month, sumOf, turnsSince } from './province-books.ts';
import { openPlay, type Place } from './province-people.ts';
import { carryOutRounds, classesOf, confirmRounds, type Rounds } from './rounds.ts';

type Play = Awaited<ReturnType<typeof openPlay>>;
type File = { readonly id: number; readonly classId: number };

/** Where each file was when the year began; goes with the play. */
const startTable = 'public.bench_year_start';
const thousands = (count: number): string => count.toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;

/** What is entered and waits, institution by institution of each county: its principal confirms, the county approves. */
const registerAll = async (means: Means, now: Date): Promise<number> => {
  const { database } = means;
  const counties = await database.asOwner((tx) =>
    tx.rows<{ county: string; ids: number[] }>(
      `select county_code as county, array_agg(institution_id order by institution_id)::float8[] as ids from statistics.institution_counters
       where entered + confirmed > 0 group by 1 order by 1`,
    ),
  );
  let done = 0;
  for (const { county, ids } of counties) {
    const confirms = await actorAt(means, 'county', 'ordinary', county);
    const reviews = await actorAt(means, 'county', 'review', county);
    const selection = { institutionIds: ids, classId: null, childIds: null };
    await database.asActor(reviews, async (tx) => {
      await confirmSelection(tx, confirms, now, selection);
      done += (await approveSelection(tx, means.sealer, reviews, now, selection, 'J')).done;
    });
  }
  return done;
};

/** The round of all institutions of the province. One in which nobody moves is refused, and stays as it is. */
const roundOfAll = async (means: Means, people: { clerk: Actor; principal: Actor }, what: Rounds) => {
  const ids = await means.database.asOwner((tx) =>
    tx.rows<{ id: number }>(
      'select institution_id as id from statistics.institution_counters where numbered > 0 order by 1',
    ),
  );
  const classes = await classesOf(
    means,
    ids.map(({ id }) => id),
  );
  const rounds = await confirmRounds(means, people, what, classes);
  const { ms } = await timed(() => carryOutRounds(means, people, rounds, () => what.now));
  const sums = await means.database.asOwner((tx) =>
    tx.one<{ moved: number; institutions: number; failed: number }>(
      `select coalesce(sum(moved), 0)::int as moved, (count(*) filter (where state = 'done'))::int as institutions,
         (count(*) filter (where state <> 'done' and failure ->> 'code' <> 'yearly-round.nobody-moves'))::int as failed
       from yearly_round.rounds where id = any ($1)`,
      [rounds.map(({ id }) => id)],
    ),
  );
  return { ms, ...sums };
};

/** The month of one institution: a child goes to another one, one leaves, every third rests one, those that rest come back. */
const monthOf = async (means: Means, { post }: Play, place: Place, other: Place, at: number, on: string) => {
  const { database } = means;
  const files = await database.asOwner((tx) =>
    tx.rows<File>(
      `select id, class_id as "classId" from children.children c where institution_id = $1 and state = 'numbered' and class_id is not null
         and not exists (select from transfers.transfers t where t.child_id = c.id) order by id offset $2 limit 3`,
      [place.id, at],
    ),
  );
  const resting = await database.asOwner((tx) =>
    tx.rows<File>(
      `select c.id, (select max(l.id) from classes.classes l where l.institution_id = c.institution_id) as "classId"
       from children.children c where c.institution_id = $1 and c.state = 'suspended'`,
      [place.id],
    ),
  );
  const classThere = await database.asOwner((tx) =>
    tx.find<{ id: number }>(
      `select class_id as id from children.children where institution_id = $1 and state = 'numbered' and class_id is not null limit 1`,
      [other.id],
    ),
  );
  let acts = 0;
  for (const { id, classId } of resting) {
    await post(place.clerk, `/api/children/${id}/resumption`, { resumedOn: on, classId });
    acts += 1;
  }
  const [goes, leaves, rests] = files;
  if (goes && classThere) {
    const reason = '家庭住址变动';
    const body = { requestId: crypto.randomUUID(), receiverId: other.id, reason };
    const { transferId } = await post(place.clerk, `/api/children/${goes.id}/transfers`, body);
    const { revision } = await database.asOwner((tx) =>
      tx.one<{ revision: number }>('select revision from transfers.transfers where id = $1', [transferId]),
    );
    await post(other.clerk, `/api/transfers/${transferId}/acceptance`, {
      ...{ revision, classId: classThere.id, admittedOn: on, papersChecked: true },
    });
    acts += 2;
  }
  if (leaves) {
    await post(place.clerk, `/api/institutions/${place.id}/leavings`, {
      ...{ childIds: [leaves.id], leftOn: on, way: 'withdrawn', destination: null, reason: '举家迁往外地' },
    });
    acts += 1;
  }
  if (rests && at % 3 === 0) {
    await post(place.clerk, `/api/children/${rests.id}/suspension`, {
      fromOn: on,
      untilOn: formatISO(addDays(parseISO(on), 25), { representation: 'date' }),
      reason: '因病休养',
    });
    acts += 1;
  }
  return acts;
};

/**
 * A whole province from September to August: what waits is registered, every month children go, leave and rest at 400
 * institutions, one by one as their clerks do it; all institutions graduate in July and promote in August. Each month the
 * counters equal a recount, and the books are those of the month before, with who came and without who went; at the end
 * the books of every month are made again from the actions alone. Throws where they differ. For a freshly loaded province.
 */
export const benchProvinceYear = async (means: Means): Promise<void> => {
  const { database } = means;
  const { year } = await database.asOwner((tx) =>
    tx.one<{ year: number }>('select 1 + max(school_year) as year from classes.classes'),
  );
  let now = new Date(`${year}-09-01T01:00:00Z`);
  const clock = () => {
    now = new Date(now.getTime() + 1);
    return now;
  };
  const play = await openPlay(means, clock);
  const [first] = play.places;
  if (!first) throw new Error('a loaded province is needed');
  const at = (role: 'ordinary' | 'review') =>
    actorAt(means, 'institution', role, String(first.id), first.id, first.countyCode);
  const people = { clerk: await at('ordinary'), principal: await at('review') };
  await database.pool.query(`drop table if exists ${startTable}`);
  await database.pool.query(`create unlogged table ${startTable} as select id, institution_id from children.children`);
  await database.pool.query(`alter table ${startTable} add primary key (id)`);
  const months: Month[] = [];
  let before = { children: sumOf(await booksNow(means)), lastAction: await lastActionOf(means) };
  const whole = await timed(async () => {
    for (let month = 8; month < 20; month += 1) {
      const name = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      now = new Date(`${name}-05T01:00:00Z`);
      const told: string[] = [];
      if (name.endsWith('-09')) {
        const registered = await timed(() => registerAll(means, clock()));
        told.push(`${thousands(registered.value)} registered in ${seconds(registered.ms)}`);
      }
      const daily = await timed(async () => {
        let acts = 0;
        for (const [index, place] of play.places.entries()) {
          const other = play.places[(index + 1 + month * 7) % play.places.length] as Place;
          acts += await monthOf(means, play, place, other, month, `${name}-05`);
        }
        return acts;
      });
      told.push(`${thousands(daily.value)} acts one by one in ${seconds(daily.ms)}`);
      const kind = name.endsWith('-07') ? 'graduation' : name.endsWith('-08') ? 'promotion' : null;
      if (kind) {
        const on = kind === 'graduation' ? `${name}-01` : null;
        const done = await roundOfAll(means, people, { kind, year: year + 1, on, now: clock() });
        if (done.failed > 0) throw new Error(`${done.failed} rounds of ${name} failed`);
        told.push(
          `${kind} of ${thousands(done.moved)} children of ${thousands(done.institutions)} institutions in ${seconds(done.ms)}`,
        );
      }
      const checked = await timed(async () => {
        const wrong = await database.asOwner((tx) => tx.rows('select * from statistics.counter_differences() limit 3'));
        if (wrong.length > 0) throw new Error(`${name}: counters differ from a recount: ${JSON.stringify(wrong)}`);
        const books = await booksNow(means);
        const { came, went } = await turnsSince(means, before.lastAction);
        const children = sumOf(books);
        if (children !== before.children + came - went)
          throw new Error(`${name}: ${before.children} + ${came} - ${went} are not ${children}`);
        before = { children, lastAction: await lastActionOf(means) };
        months.push({ name, lastAction: before.lastAction, books });
        return `${thousands(came)} came, ${thousands(went)} went, ${thousands(children)} at its end`;
      });
      note(
        `${name} of a whole province`,
        `${told.join('; ')}; books in ${seconds(checked.ms)}: ${checked.value}`,
        '',
        '',
        'balanced',
      );
    }
  });
  await play.close();
  const history = await timed(() => booksFromHistory(means, months, startTable));
  if (history.value.differences.length > 0)
    throw new Error(`${history.value.differences.length} differ: ${history.value.differences.slice(0, 5).join('; ')}`);
  await database.pool.query(`drop table ${startTable}`);
  note(
    `the year from September to August of ${thousands(history.value.files)} files`,
    `${seconds(whole.ms)}; the books of its twelve months made again from the actions alone in ${seconds(history.ms)}`,
    '',
    '',
    'the same',
  );
};
