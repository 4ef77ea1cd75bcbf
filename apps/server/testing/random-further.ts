import { carryOutAlteration } from '@xueqian/modules/alterations/server/index.ts';
import { applyEntryAnswersNow, makeListNow } from '@xueqian/modules/primary-entry/server/index.ts';
import { carryOut } from '@xueqian/modules/yearly-round/server/index.ts';
import { parse } from 'csv-parse/sync';
import { confirmAlterationIn } from './alteration-rows.ts';
import { borderPlay, contentOf, destination, fileTo, takeBody } from './border-play.ts';
import { deferralBody } from './deferral-play.ts';
import { accepted, answerFile, entryMeans, type SentRow } from './primary-entry-play.ts';
import type { LifeStep, RandomWorld } from './random-world.ts';
import { photo } from './section-cells.ts';
import type { PlaceKey, Reply } from './test-app.ts';

/** What random people do beyond one institution's own: across the border, to primary school, deferrals, mergers. */
export const furtherTurns = (world: RandomWorld): Readonly<Record<string, (step: LifeStep) => Promise<Reply>>> => {
  const { app, keyOf, countyOf, today, pick, child, placeOf, nobody } = world;
  const clock = app.now;
  const clerk = (key: PlaceKey) => app.as(`${key}-ordinary`);

  const cross = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered', 'suspended', 'left'`, step);
    if (!file) return nobody;
    const key = placeOf(file, step);
    const to = destination();
    const asked = await clerk(key).post(`/api/children/${file.id}/crossings`, {
      requestId: crypto.randomUUID(),
      ...to,
    });
    const { crossingId } = asked.body as { crossingId?: number };
    if (asked.status !== 200 || !crossingId) return asked;
    await clerk(key).upload(`/api/papers/crossing/${crossingId}`, photo, '申请.png');
    return clerk(key).post(`/api/crossings/${crossingId}/submission`, { revision: 1, ...to });
  };
  const crossing = (states: string, direction: 'in' | 'out', step: LifeStep) =>
    pick(
      `select id, institution_id as place, revision, state from province_border.crossings where state in (${states}) and direction = '${direction}' order by id`,
      step,
    );
  const letGo = async (step: LifeStep): Promise<Reply> => {
    const row = await crossing(`'submitted', 'released'`, 'out', step);
    if (!row) return nobody;
    const key = placeOf(row, step);
    const isFirst = String(row['state']) === 'submitted';
    const returns = step.which % 5 === 0;
    const decision = returns ? 'return' : isFirst ? 'release' : 'approve';
    const body = { revision: row['revision'], decision, reason: returns ? '材料不全' : null };
    return app
      .as(isFirst ? `${key}-review` : `${countyOf(key)}-review`)
      .post(`/api/crossings/${row.id}/${isFirst ? 'release' : 'approval'}`, body);
  };
  const answerCrossing = async (step: LifeStep): Promise<Reply> => {
    const row = await crossing(`'sent'`, 'out', step);
    if (!row) return nobody;
    const result = step.child % 3 === 0 ? 'refused' : 'accepted';
    const over = { result, on: today(), reason: result === 'refused' ? '未到校' : null } as const;
    const text = await borderPlay(app, 'a').answerTo(row.id, over);
    return clerk(placeOf(row, step)).post(`/api/crossings/${row.id}/answer`, { crossingId: row.id, text });
  };
  const endCrossing = async (step: LifeStep): Promise<Reply> => {
    const row = await crossing(`'draft', 'submitted', 'returned', 'released', 'sent'`, 'out', step);
    if (!row) return nobody;
    const me = clerk(placeOf(row, step));
    if (String(row['state']) !== 'sent')
      return me.post(`/api/crossings/${row.id}/withdrawal`, { revision: row['revision'] });
    const outcome = step.child % 2 === 0 ? 'stay' : 'go-unanswered';
    const body = { revision: row['revision'], outcome, leftOn: null, reason: '家长告知' };
    return me.post(`/api/crossings/${row.id}/end`, body);
  };
  const takeFile = async (step: LifeStep): Promise<Reply> => {
    const content = contentOf(1 + step.child, step.which % 4 === 0 ? { identityType: '其他', identityNumber: '' } : {});
    const text = await fileTo(countyOf(step.place), content);
    const body = takeBody(text, { admittedOn: today() });
    return clerk(step.place).post(`/api/institutions/${app.institution(step.place)}/crossings`, body);
  };
  const settleFile = async (step: LifeStep): Promise<Reply> => {
    const row = await crossing(`'entered'`, 'in', step);
    if (!row) return nobody;
    const decision = step.which % 4 === 0 ? 'refuse' : 'accept';
    const reason = decision === 'refuse' ? '没有来园' : null;
    return clerk(placeOf(row, step)).post(`/api/crossings/${row.id}/reply`, {
      revision: row['revision'],
      decision,
      reason,
    });
  };

  const list = async ({ place }: LifeStep): Promise<Reply> => {
    const login = `${countyOf(place)}-review`;
    const body = { requestId: crypto.randomUUID(), year: Number(today().slice(0, 4)), reason: '交小学核对入学' };
    const made = await app.as(login).post('/api/primary-entry-lists', body);
    const { listId } = made.body as { listId?: number };
    if (made.status === 200 && listId) await makeListNow(entryMeans(app), app.actor(login), listId);
    return made;
  };
  const words = ['已接收', '已接收', '查无此人', '信息不符'] as const;
  const primaryAnswers = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select id, 0 as place, county_code as county from primary_entry.lists where state = 'ready' order by id desc limit 3`,
      step,
    );
    if (!row) return nobody;
    const login = `${String(row['county'])}-review`;
    const sent = await app.as(login).post(`/api/primary-entry-lists/${row.id}/file`, { reason: '交小学核对入学' });
    if (sent.status !== 200) return sent;
    const rows = parse(sent.body as Buffer, { bom: true, columns: true }) as SentRow[];
    const answered = rows.map((each, at) => {
      const word = words[(step.which + at) % words.length];
      return word === '已接收' ? { ...each, ...accepted, 入学日期: today() } : { ...each, 接收结果: word ?? '' };
    });
    const uploaded = await app
      .as(login)
      .upload(`/api/primary-entry-lists/${row.id}/answers`, answerFile(answered), '接收结果.csv');
    const { answerId } = uploaded.body as { answerId?: number };
    if (uploaded.status !== 200 || !answerId) return uploaded;
    const { faulty } = await app.database.asOwner((tx) =>
      tx.one<{ faulty: number }>(
        `select (counts ->> 'faulty')::int as faulty from primary_entry.answers where id = $1`,
        [answerId],
      ),
    );
    const said = await app
      .as(login)
      .post(`/api/primary-entry-answers/${answerId}/application`, { expectFaulty: faulty });
    if (said.status === 200) await applyEntryAnswersNow(entryMeans(app), app.actor(login), answerId);
    return said;
  };
  const takeAcceptanceBack = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'in-primary'`, step);
    return file
      ? app
          .as(`${countyOf(placeOf(file, step))}-review`)
          .post(`/api/children/${file.id}/primary-entry-undoing`, { reason: '登记有误' })
      : nobody;
  };

  const sendPetition = async (key: PlaceKey, asked: Reply): Promise<Reply> => {
    const { petitionId } = asked.body as { petitionId?: number };
    if (asked.status !== 200 || !petitionId) return asked;
    await clerk(key).upload(`/api/papers/petition/${petitionId}`, photo, '证明.png');
    return clerk(key).post(`/api/petitions/${petitionId}/submission`, { revision: 1 });
  };
  const defer = async (step: LifeStep): Promise<Reply> => {
    const file = await child(`'numbered'`, step);
    if (!file) return nobody;
    const key = placeOf(file, step);
    return sendPetition(key, await clerk(key).post(`/api/children/${file.id}/deferrals`, deferralBody()));
  };
  const endDeferral = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select child_id as id, institution_id as place from petitions.petitions where kind = 'deferral' and state = 'approved' and ended_by_petition is null order by id`,
      step,
    );
    if (!row) return nobody;
    const key = placeOf(row, step);
    return sendPetition(key, await clerk(key).post(`/api/children/${row.id}/deferral-ends`, deferralBody()));
  };

  const decideAlteration = async (key: PlaceKey, id: number): Promise<Reply> => {
    const county = app.as(`${countyOf(key)}-review`);
    const { revision } = (await county.get(`/api/alterations/${id}`)).body as { revision: number };
    const word = { revision, decision: 'approve', reason: null, newCode: null };
    const said = await county.post(`/api/alterations/${id}/review`, word);
    const means = { database: app.database, clock, jobs: app.services.jobs };
    if (said.status === 200) await carryOutAlteration(means, { alterationId: id });
    return said;
  };
  /** Into its neighbour, whole; or closed, each class to the neighbour. */
  const merge = async (step: LifeStep): Promise<Reply> => {
    const key = step.place === 'b' ? 'b' : 'a';
    const targetId = app.institution(key === 'a' ? 'b' : 'a');
    const seats = await app.database.asOwner((tx) =>
      tx.rows<{ classId: number | null; childId: number | null }>(
        `select distinct class_id as "classId", case when class_id is null then id end as "childId" from children.children
         where institution_id = $1 and state in ('entered', 'returned', 'confirmed', 'problem', 'numbered', 'suspended')`,
        [app.institution(key)],
      ),
    );
    const plan =
      step.which % 3 === 0
        ? { kind: 'close', transfers: seats.map((seat) => ({ ...seat, targetId })) }
        : { kind: 'merge', targetId };
    const id = await confirmAlterationIn(app, key, plan, today()).catch(() => null);
    return id === null ? nobody : decideAlteration(key, id);
  };
  const reopen = async (): Promise<Reply> => {
    const closed = await app.database.asOwner((tx) =>
      tx.rows<{ id: number }>(`select id from institutions.institutions where standing = 'closed' order by id`),
    );
    const key = closed[0] && keyOf.get(closed[0].id);
    if (!key) return nobody;
    const county = app.as(`${countyOf(key)}-ordinary`);
    const asked = {
      requestId: crypto.randomUUID(),
      effectiveOn: today(),
      reason: '重新办园',
      plan: { kind: 'reopen' },
    };
    const made = await county.post(`/api/institutions/${closed[0]?.id}/alterations`, asked);
    const { alterationId } = made.body as { alterationId?: number };
    if (made.status !== 200 || !alterationId) return made;
    await county.upload(`/api/papers/alteration/${alterationId}`, photo, '批复.png');
    await county.post(`/api/alterations/${alterationId}/submission`, { revision: 1 });
    const said = await decideAlteration(key, alterationId);
    app.forgetTokens();
    const shape = { name: '小一班', type: '21', schoolYear: 2026, capacity: null, teacherName: null };
    await clerk(key).post(`/api/institutions/${app.institution(key)}/classes`, shape);
    return said;
  };
  const carryOutRound = async (step: LifeStep): Promise<Reply> => {
    const row = await pick(
      `select id, institution_id as place from yearly_round.rounds where state = 'running' order by id`,
      step,
    );
    const key = row && keyOf.get(row.place);
    if (row && key) await carryOut({ database: app.database, clock }, app.actor(`${key}-review`), row.id);
    return nobody;
  };

  return {
    ...{
      cross,
      'let go': letGo,
      'answer crossing': answerCrossing,
      'end crossing': endCrossing,
      'take file': takeFile,
    },
    ...{
      'settle file': settleFile,
      list,
      'primary answers': primaryAnswers,
      'take acceptance back': takeAcceptanceBack,
    },
    ...{ defer, 'end deferral': endDeferral, merge, reopen, 'carry out round': carryOutRound },
  };
};
