import { carryOut } from '@xueqian/modules/yearly-round/server/index.ts';
import { recordAccidentOf } from './accident-play.ts';
import { childCells, undocumentedCells } from './child-cells.ts';
import { applicationBody, correctedNumber } from './key-change-play.ts';
import { recoveryBody } from './petition-play.ts';
import { furtherTurns } from './random-further.ts';
import { dayAfter, type LifeStep, randomWorld, waits } from './random-world.ts';
import { photo } from './section-cells.ts';
import type { PlaceKey, Reply, TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

/** Everybody who acts on the files of a play, and what they do. */
export const randomLife = (app: TestApp) => {
  const world = randomWorld(app);
  const { keyOf, countyOf, today, pick, child, classOf, placeOf, nobody } = world;

  const enter = async (step: LifeStep): Promise<Reply> => {
    const cells = step.which % 4 === 0 ? undocumentedCells : childCells;
    const values = cells(1 + step.child, { classCode: '20262101' });
    return app
      .as(`${step.place}-ordinary`)
      .post(`/api/institutions/${app.institution(step.place)}/children`, { requestId: crypto.randomUUID(), values });
  };
  const register = async ({ place }: LifeStep): Promise<Reply> => {
    const all = { institutionId: app.institution(place), classId: null, childIds: null };
    const said = await app.as(`${place}-review`).post('/api/registration/confirmations', all);
    if (said.status !== 200) return said;
    return app.as(`${countyOf(place)}-review`).post('/api/registration/approvals', all);
  };
  const edit = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'entered', 'returned', 'problem', 'numbered'`, step);
    if (!file) return nobody;
    const me = app.as(`${placeOf(file, step)}-ordinary`);
    const read = await me.get(`/api/children/${file.id}`);
    if (read.status !== 200) return read;
    const { version, fields } = read.body as { version: number; fields: object };
    return me.post(`/api/children/${file.id}`, { version, values: { ...fields, address: `新地址${step.which}号` } });
  };
  const remove = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'entered', 'problem', 'numbered'`, step);
    return file
      ? app.as(`${placeOf(file, step)}-ordinary`).post(`/api/children/${file.id}/deletion`, { reason: '录错了' })
      : nobody;
  };

  const ask = ({ to, child: n }: LifeStep): Promise<Reply> =>
    app.as(`${to}-ordinary`).post('/api/transfers', {
      ...{ institutionId: app.institution(to), requestId: crypto.randomUUID(), reason: '家庭住址变动' },
      number: childCells(1 + n).identityNumber,
    });
  const offer = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered'`, step);
    if (!file) return nobody;
    const body = { requestId: crypto.randomUUID(), receiverId: app.institution(step.to), reason: '家庭住址变动' };
    // Some are drawn up first and go when somebody releases them.
    const isDraft = step.which % 3 === 0;
    return app.as(`${step.place}-ordinary`).post(`/api/children/${file.id}/transfers`, { ...body, isDraft });
  };
  const moveOn = async (step: LifeStep, act: string, state: string, side: 'from' | 'to'): Promise<Reply> => {
    const row = await pick(
      `select id, ${side}_institution_id as place, revision from transfers.transfers where state = '${state}' order by id`,
      step,
    );
    if (!row) return nobody;
    const key = placeOf(row, step);
    const more =
      act === 'acceptance'
        ? { classId: await classOf(key), admittedOn: today(), papersChecked: true }
        : act === 'refusal'
          ? { reason: '材料不全' }
          : {};
    return app.as(`${key}-ordinary`).post(`/api/transfers/${row.id}/${act}`, { revision: row['revision'], ...more });
  };

  const leave = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered'`, step);
    if (!file) return nobody;
    return app.as(`${placeOf(file, step)}-ordinary`).post(`/api/institutions/${file.place}/leavings`, {
      ...{ childIds: [file.id], leftOn: today(), way: 'withdrawn', destination: null, reason: '举家迁往外地' },
    });
  };
  const takeBack = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      'select id, institution_id as place from departures.leavings where undone_at is null order by id desc limit 4',
      step,
    );
    return row
      ? app.as(`${placeOf(row, step)}-ordinary`).post(`/api/leavings/${row.id}/undoing`, { reason: '登记有误' })
      : nobody;
  };
  const rest = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered'`, step);
    if (!file) return nobody;
    const body = { fromOn: today(), untilOn: dayAfter(today(), 90), reason: '因病休养' };
    return app.as(`${placeOf(file, step)}-ordinary`).post(`/api/children/${file.id}/suspension`, body);
  };
  const resume = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'suspended'`, step);
    if (!file) return nobody;
    const body = { resumedOn: today(), classId: await classOf(step.place) };
    return app.as(`${placeOf(file, step)}-ordinary`).post(`/api/children/${file.id}/resumption`, body);
  };

  const apply = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered'`, step);
    if (!file) return nobody;
    const me = app.as(`${step.place}-ordinary`);
    const values =
      step.which % 2 === 0
        ? { name: `李改${[...'天地玄黄宇宙洪荒日月'][step.child]}` }
        : { identityNumber: correctedNumber(step.child) };
    const asked = await me.post(`/api/children/${file.id}/key-changes`, applicationBody(values, today()));
    const { applicationId } = asked.body as { applicationId?: number };
    if (asked.status !== 200 || !applicationId) return asked;
    await me.upload(`/api/papers/key-change/${applicationId}`, photo, '户口簿.png');
    return me.post(`/api/key-changes/${applicationId}/submission`, { revision: 1 });
  };
  const verify = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select id, institution_id as place, revision from key_changes.applications where state = 'submitted' order by id`,
      step,
    );
    if (!row) return nobody;
    const body = { revision: row['revision'], papersChecked: true };
    return app.as(`${placeOf(row, step)}-review`).post(`/api/key-changes/${row.id}/verification`, body);
  };

  const submit = async (key: PlaceKey, petitionId: number): Promise<Reply> => {
    const me = app.as(`${key}-ordinary`);
    await me.upload(`/api/papers/petition/${petitionId}`, photo, '证明.png');
    return me.post(`/api/petitions/${petitionId}/submission`, { revision: 1 });
  };
  const recover = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'deleted', 'left', 'cancelled'`, step);
    if (!file) return nobody;
    const asked = await app.as(`${step.place}-ordinary`).post(`/api/children/${file.id}/recoveries`, recoveryBody());
    const { petitionId } = asked.body as { petitionId?: number };
    return asked.status === 200 && petitionId ? submit(step.place, petitionId) : asked;
  };
  const petition = async (step: LifeStep, state: string): Promise<Reply> => {
    const row = await pick(
      `select id, institution_id as place, revision from petitions.petitions where state = '${state}' order by id`,
      step,
    );
    if (!row) return nobody;
    const key = placeOf(row, step);
    const isFirst = state === 'submitted';
    const decision = step.which % 5 === 0 ? 'return' : isFirst ? 'confirm' : 'approve';
    return app
      .as(isFirst ? `${key}-review` : `${countyOf(key)}-review`)
      .post(`/api/petitions/${row.id}/${isFirst ? 'confirmation' : 'decision'}`, {
        ...{ revision: row['revision'], decision, reason: decision === 'return' ? '材料不全' : null },
      });
  };
  const die = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered', 'suspended'`, step);
    if (!file) return nobody;
    let last = nobody;
    const post = async (login: string, url: string, body: object) => {
      last = await app.as(login).post(url, body);
      return last.body as Record<string, unknown>;
    };
    const over = { degree: 'fatal', happenedOn: today() };
    const { petitionId } = await recordAccidentOf(post, step.place, file.id, over);
    return last.status === 200 && petitionId ? submit(step.place, petitionId) : last;
  };

  const settle = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select id, later_institution_id as place, earlier_institution_id as earlier from duplicates.cases where state = 'open' order by id`,
      step,
    );
    if (!row) return nobody;
    const sides = [row.place, Number(row['earlier'])].map((id) => keyOf.get(id));
    // Now and then only one side has spoken.
    for (const key of sides.slice(0, step.astray ? 1 : 2)) {
      const me = app.as(`${key}-ordinary`);
      await me.upload(`/api/papers/duplicate-case/${row.id}`, photo, '户口簿.png');
      await me.post(`/api/duplicate-cases/${row.id}/answer`, { statement: '户口簿可以证明' });
    }
    const decision = (['two-children', 'one-child', 'transfer'] as const)[step.child % 3];
    const login = ['410105-review', '410102-review', '410611-review', '410100-review', '410000-review'][step.which % 5];
    return app.as(login ?? '').post(`/api/duplicate-cases/${row.id}/decision`, { decision, reason: '已核对户口簿' });
  };
  const partAgain = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select case_id as id, 0 as place from duplicates.mergers where undone_at is null order by case_id`,
      step,
    );
    if (!row) return nobody;
    const login = ['410105-review', '410102-review', '410611-review', '410100-review', '410000-review'][step.which % 5];
    return app.as(login ?? '').post(`/api/duplicate-cases/${row.id}/undoing`, { reason: '再次核对' });
  };

  /** The round of the month, of all its classes, as the plan that the system offers has it. */
  const round = async ({ place, astray }: LifeStep): Promise<Reply> => {
    const month = today().slice(5, 7);
    const kind = month === '07' ? 'graduation' : month === '08' ? 'promotion' : 'intake';
    const me = app.as(`${place}-ordinary`);
    const base = `/api/institutions/${app.institution(place)}`;
    const start = await me.get(`${base}/yearly-round-start?kind=${kind}`);
    if (start.status !== 200) return start;
    const asked = await me.post(`${base}/yearly-rounds`, { kind, plan: (start.body as { plan: object }).plan });
    const { roundId } = asked.body as { roundId?: number };
    if (asked.status !== 200 || !roundId) return asked;
    const principal = app.as(`${place}-review`);
    const { children } = (await principal.get(`/api/yearly-rounds/${roundId}`)).body as { children: { how: string }[] };
    const expectStayed = children.filter(({ how }) => how === 'stays').length;
    const numbers = { expectMoved: children.length - expectStayed, expectStayed };
    const said = await principal.post(`/api/yearly-rounds/${roundId}/confirmation`, { revision: 1, ...numbers });
    // Now and then the work waits for its job.
    if (said.status === 200 && !astray)
      await carryOut({ database: app.database, clock: app.now }, app.actor(`${place}-review`), roundId);
    return said;
  };
  const undoRound = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select id, institution_id as place, revision from yearly_round.rounds where state = 'done' order by id desc limit 2`,
      step,
    );
    if (!row) return nobody;
    const body = { revision: row['revision'], reason: '选错班级' };
    return app.as(`${placeOf(row, step)}-review`).post(`/api/yearly-rounds/${row.id}/undoing`, body);
  };
  const wait = ({ which }: LifeStep): Promise<Reply> => {
    const days = waits[which % waits.length] ?? 1;
    app.setNow(new Date(app.now().getTime() + days * 86_400_000).toISOString());
    return Promise.resolve(nobody);
  };

  const acts: Readonly<Record<string, (step: LifeStep) => Promise<Reply>>> = {
    ...{ enter, register, edit, delete: remove, ask, offer, leave, 'take back': takeBack, suspend: rest, resume },
    release: (step) => moveOn(step, 'release', 'asked', 'from'),
    accept: (step) => moveOn(step, 'acceptance', 'released', 'to'),
    refuse: (step) => moveOn(step, 'refusal', 'asked', 'from'),
    withdraw: (step) => moveOn(step, 'withdrawal', 'asked', 'to'),
    ...{ apply, verify, recover, die, settle, 'part again': partAgain, round, 'undo round': undoRound, wait },
    confirm: (step) => petition(step, 'submitted'),
    decide: (step) => petition(step, 'confirmed'),
    ...furtherTurns(world),
  };
  return {
    act: (step: LifeStep): Promise<Reply> => (acts[step.kind] as (typeof acts)[string])(step),
    /** Two children with a number in each institution; two of the ten are still to come. */
    begin: async (): Promise<void> => {
      for (const [at, { key }] of places.entries())
        for (const child of [at, at + 4]) {
          const step = { kind: 'enter', place: key, to: key, which: child === 0 ? 0 : 1, child, astray: false };
          await enter(step);
          await register(step);
        }
    },
  };
};
