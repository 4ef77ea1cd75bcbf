import { classTypes } from '@xueqian/modules/classes/class-plan.ts';
import { nextTypeOf } from '@xueqian/modules/yearly-round/stages.ts';
import { actorAt, type Means } from './means.ts';
import { note, timed } from './measure.ts';
import { carryOutRounds, classesOf, confirmRounds } from './rounds.ts';

/** As many children as a prefecture has. */
const wanted = 300_000;

type Place = { readonly institutionId: number; readonly countyCode: string; readonly children: number };

/** Institutions of the province that no run moved yet, one county after the other, until that many children with a number have a class to go on to. */
const placesFor = async (means: Means): Promise<Place[]> => {
  const all = await means.database.asOwner((tx) =>
    tx.rows<Place>(
      `select c.institution_id as "institutionId", min(c.county_code) as "countyCode", count(*)::int as children
       from children.children c join classes.classes l on l.id = c.class_id where c.state = 'numbered' and l.type = any ($1)
         and not exists (select from yearly_round.rounds r where r.institution_id = c.institution_id)
       group by 1 order by min(c.prefecture_code), min(c.county_code), 1`,
      [classTypes.filter((type) => nextTypeOf(type) !== null)],
    ),
  );
  const chosen: Place[] = [];
  for (let sum = 0, at = 0; sum < wanted && at < all.length; at += 1) {
    chosen.push(all[at] as Place);
    sum += (all[at] as Place).children;
  }
  return chosen;
};

/**
 * The August of a prefecture: a confirmed plan of each institution, carried out as the queue does,
 * against the bare statements on the same rows (no triggers, no history of the file, no counters, no plan).
 */
export const benchYear = async (means: Means): Promise<void> => {
  const { database } = means;
  const places = await placesFor(means);
  const ids = places.map(({ institutionId }) => institutionId);
  const first = places[0] as Place;
  const at = (role: 'ordinary' | 'review') =>
    actorAt(means, 'institution', role, String(first.institutionId), first.institutionId, first.countyCode);
  const [clerk, principal] = [await at('ordinary'), await at('review')];
  const classes = await classesOf(means, ids);
  const year = 1 + [...classes.values()].flat().reduce((last, { schoolYear }) => Math.max(last, schoolYear), 0);
  const people = { clerk, principal };
  const what = { kind: 'promotion', year, on: null, now: new Date() } as const;
  const rounds = await confirmRounds(means, people, what, classes);
  const ours = await timed(() => carryOutRounds(means, people, rounds, () => new Date()));
  const { moved, stayed } = await database.asOwner((tx) =>
    tx.one<{ moved: number; stayed: number }>(
      `select coalesce(sum(moved), 0)::int as moved, coalesce(sum(stayed), 0)::int as stayed from yearly_round.rounds where id = any ($1) and state = 'done'`,
      [rounds.map(({ id }) => id)],
    ),
  );
  const client = await database.pool.connect();
  // The bare change of the same rows, rolled back.
  await client.query('begin; set local session_replication_role = replica');
  const plain = await timed(async () => {
    const values = [rounds.map(({ id }) => id)];
    await client.query(
      `update children.children c set class_id = v.to_class_id, version = c.version + 1, changed_at = now()
       from yearly_round.moves v where v.round_id = any ($1) and v.how <> 'stays' and c.id = v.child_id`,
      values,
    );
    await client.query(
      `insert into children.actions (child_id, at, action, account_id) select v.child_id, now(), 'promoted', 0
       from yearly_round.moves v where v.round_id = any ($1) and v.how <> 'stays'`,
      values,
    );
  });
  await client.query('rollback');
  client.release();
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  note(
    `promotion of ${moved.toLocaleString('en')} children of ${rounds.length.toLocaleString('en')} institutions (${stayed.toLocaleString('en')} stay)`,
    seconds(ours.ms),
    seconds(plain.ms),
    (ours.ms / plain.ms).toFixed(1),
    '< 60 s',
  );
};
