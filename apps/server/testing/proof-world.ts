import type { Actor } from '@xueqian/kernel/actor.ts';
import { newToken, tokenDigest } from '@xueqian/modules/accounts/server/sessions.ts';
import { takeOverInstitutions } from '@xueqian/modules/institutions/server/index.ts';
import { localDate } from '@xueqian/modules/jurisdictions/server/index.ts';
import { makeAccounts, type OfficeAccount } from '@xueqian/modules/simulation/server/offices.ts';
import { refreshAll } from '@xueqian/modules/supervision/server/index.ts';
import { recordAccidentOf } from './accident-play.ts';
import { applyFor } from './admission-rows.ts';
import { confirmAlterationOf } from './alteration-rows.ts';
import { contentOf, takeInOf } from './border-play.ts';
import { childCells } from './child-cells.ts';
import { declareOf } from './declaration-rows.ts';
import { confirmSectionOf } from './file-sections.ts';
import { handIn, publishForm } from './form-play.ts';
import { inspect } from './inspection-play.ts';
import { applyForName } from './key-change-play.ts';
import { leaveAndReturn, leaveOf } from './life-rows.ts';
import { multipart, multipartOf } from './multipart.ts';
import { askRecoveryOf, loseFileOf } from './petition-play.ts';
import { graduateDirectly, withdrawnListOf } from './primary-entry-play.ts';
import type { Place } from './proof-place.ts';
import { institutionList, listedRow } from './roster-play.ts';
import { conditionsOf, photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import { basicOf, places as homePlaces, office } from './test-offices.ts';
import { answerWithNo } from './verification-play.ts';
import { workbookOf } from './workbook.ts';
import { proposeOf } from './year-play.ts';

export { multipartOf } from './multipart.ts';
export type { Place } from './proof-place.ts';

type Site = Pick<Place, 'key' | 'institutionId' | 'name' | 'town' | 'county' | 'prefecture' | 'province'>;

/** Two institutions of another province, so that a province has an outside too. */
const farPlaces = [
  { key: 'y', code: '1142900001', name: '洪山一幼', county: '420111', town: null },
  { key: 'z', code: '1142900002', name: '武昌一幼', county: '420106', town: null },
] as const;
const far = { prefecture: '420100', province: '420000' } as const;

/** The earlier side of a case at the first, the later at the second. */
const partners: Readonly<Record<string, string>> = { a: 'd', b: 'c', c: 'd', d: 'c', y: 'z', z: 'y' };
const marks = ['甲', '乙', '丙', '丁', '戊', '己'];

/** The same life in each of six institutions in four counties, three prefectures and two provinces. */
export const makeProofWorld = async (app: TestApp) => {
  const { database } = app;
  const actors = new Map<string, Actor>();
  const account = (login: string, role: Actor['role'], level: Actor['level'], scope: string, id: number | null) =>
    office(login, role, level, scope, id, level === 'institution' ? '' : scope);
  const farIds = new Map<string, number>();
  for (const { key, code, name, county } of farPlaces) {
    const founder: Actor = {
      ...office(`${county}-founder`, 'ordinary', 'county', county, null, county),
      officeId: 0,
      duties: null,
      accountId: 0,
      personName: 'founder',
    };
    const codes = { countyCode: county, prefectureCode: far.prefecture, provinceCode: far.province };
    const basic = { code, name, kind: '111', nature: '1', townCode: null, basic: basicOf(name), reason: null } as const;
    const taken = await database.asActor(founder, (tx) =>
      takeOverInstitutions(tx, founder, codes, [{ ...basic, state: 'approved' }], app.now()),
    );
    farIds.set(key, taken.get(code) as number);
  }
  const farAccounts: OfficeAccount[] = farPlaces.flatMap(({ key, county }) => {
    const id = farIds.get(key) as number;
    const mine = (role: Actor['role']) => ({
      ...account(`${key}-${role}`, role, 'institution', String(id), id),
      divisionCode: county,
    });
    return [
      mine('ordinary'),
      { ...mine('ordinary'), login: `${key}-ordinary2` },
      mine('review'),
      account(`${county}-review`, 'review', 'county', county, null),
      account(`${county}-ordinary`, 'ordinary', 'county', county, null),
    ];
  });
  for (const [login, actor] of await database.asOwner((tx) => makeAccounts(tx, farAccounts, null, 2, app.now())))
    actors.set(login, actor);

  const tokens = new Map<string, string>();
  const tokenOf = async (login: string): Promise<string> => {
    const known = tokens.get(login);
    if (known) return known;
    const token = newToken();
    const { accountId } = actors.get(login) ?? app.actor(login);
    await database.asGate((tx) =>
      tx.run(
        `insert into accounts.sessions (token_digest, account_id, created_at, last_seen_at, expires_at, address) values ($1, $2, $3, $3, $4, '127.0.0.1')`,
        [tokenDigest(token), accountId, app.now(), new Date('2030-01-01T00:00:00Z')],
      ),
    );
    tokens.set(login, token);
    return token;
  };
  const send = async (
    login: string | null,
    method: 'GET' | 'POST',
    url: string,
    payload?: object | Buffer | string,
  ) => {
    const reply = await app.http.inject({
      method,
      url,
      headers: {
        'x-xueqian': '1',
        ...(Buffer.isBuffer(payload) ? { 'content-type': multipart } : {}),
        ...(typeof payload === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      ...(login ? { cookies: { xueqian_session: await tokenOf(login) } } : {}),
      ...(payload === undefined ? {} : { payload }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return {
      status: reply.statusCode,
      body: (isJson ? JSON.parse(reply.payload) : null) as Record<string, unknown> | null,
      text: isJson ? reply.payload : '',
      bytes: reply.rawPayload,
      type: String(reply.headers['content-type']),
    };
  };
  const done = async (...request: Parameters<typeof send>): Promise<Record<string, unknown>> => {
    const reply = await send(...request);
    if (reply.status !== 200) throw new Error(`${request[0]} ${request[2]}: ${reply.status} ${reply.text}`);
    return reply.body ?? {};
  };

  const sites: Site[] = [
    ...homePlaces.map(({ key, name, townCode, countyCode, prefectureCode }) => ({
      ...{ key, name, institutionId: app.institution(key), town: townCode, county: countyCode },
      ...{ prefecture: prefectureCode, province: '410000' },
    })),
    ...farPlaces.map(({ key, name, county }) => ({
      ...{ key, name, institutionId: farIds.get(key) as number, town: null, county, ...far },
    })),
  ];
  const enter = async (site: Site, values: object): Promise<number> =>
    Number(
      (
        await done(`${site.key}-ordinary`, 'POST', `/api/institutions/${site.institutionId}/children`, {
          requestId: crypto.randomUUID(),
          values,
        })
      )['childId'],
    );
  const made: Place[] = [];
  for (const [at, site] of sites.entries()) {
    const mark = marks[at] as string;
    const names = {
      moving: `欧阳${mark}转`,
      came: `欧阳${mark}省`,
      gone: `欧阳${mark}离`,
      graduated: `欧阳${mark}毕`,
      lost: `欧阳${mark}失`,
      numbered: `欧阳${mark}学`,
      entered: `欧阳${mark}录`,
      confirmed: `欧阳${mark}认`,
    };
    const me = `${site.key}-ordinary`;
    const base = `/api/institutions/${site.institutionId}`;
    const className = `${mark}字班`;
    const shape = { name: className, type: '21', schoolYear: 2026, capacity: 30, teacherName: null };
    const cls = (await done(me, 'POST', `${base}/classes`, shape)) as { id: number; code: string };
    const cells = (n: number, name: string) => childCells(at * 20 + n, { classCode: cls.code, name });
    const numbered = await enter(site, cells(1, names.numbered));
    const gone = await enter(site, cells(4, names.gone));
    const moving = await enter(site, cells(6, names.moving));
    const graduated = await enter(site, cells(8, names.graduated));
    const all = { institutionId: site.institutionId, classId: null, childIds: null };
    await done(`${site.key}-review`, 'POST', '/api/registration/confirmations', all);
    await done(`${site.county}-review`, 'POST', '/api/registration/approvals', all);
    const say = (login: string, url: string, body: object) => done(login, 'POST', url, body);
    await graduateDirectly(app, graduated);
    await leaveOf(say, site, gone);
    const { rows: past } = (await done(me, 'GET', '/api/past-enrolments')) as { rows: { id: number }[] };
    const pastEnrolmentId = past[0]?.id as number;
    const undoneLeavingId = await leaveAndReturn(say, (login, url) => done(login, 'GET', url), site, numbered);
    const { accidentId } = await recordAccidentOf(say, site.key, numbered);
    const petitionId = await askRecoveryOf(say, site, await loseFileOf(say, site, cells(7, names.lost)));
    const { crossingId } = await takeInOf(say, site, contentOf(7900 + at, { name: names.came }));
    const partnerId = sites.find(({ key }) => key === partners[site.key])?.institutionId;
    const { transferId } = (await done(me, 'POST', `/api/children/${moving}/transfers`, {
      ...{ requestId: crypto.randomUUID(), receiverId: partnerId, reason: '家庭住址变动' },
    })) as { transferId: number };
    const keyChangeId = await applyForName(say, site, numbered, `欧阳${mark}更`);
    const confirmed = await enter(site, cells(2, names.confirmed));
    await done(`${site.key}-review`, 'POST', '/api/registration/confirmations', all);
    const entered = await enter(site, cells(3, names.entered));
    const draftId = crypto.randomUUID();
    await done(me, 'POST', `${base}/child-drafts`, { draftId, values: { name: `${mark}草稿` } });
    await done(me, 'POST', `${base}/basic-submission`, { fields: basicOf(site.name) });
    const asked = { version: 2, revision: 1, decision: 'approve', reason: null };
    await done(`${site.key}-review`, 'POST', `${base}/basic-confirmation`, asked);
    const sheet = await workbookOf([cells(9, `欧阳${mark}错`), childCells(at * 20 + 10, { sex: '?' })]);
    const importId = Number((await done(me, 'POST', `${base}/imports`, multipartOf(sheet)))['importId']);
    await database.asOwner((tx) =>
      tx.run(
        `update importing.imports set state = 'checked', counts = '{"read":1,"created":0,"updated":0,"unchanged":0,"rejected":1,"withCase":0,"warned":0}' where id = $1`,
        [importId],
      ),
    );
    await confirmSectionOf(done, site, 'conditions', conditionsOf());
    const announcementTitle = `致${mark}园的通知`;
    const writer = `${site.county}-review`;
    const told = (await done(writer, 'POST', '/api/announcements', {
      ...{ announcementId: null, title: announcementTitle, body: '正文', mustRead: false },
      ...{ validFrom: null, validTo: null },
      ...{ levels: ['institution'], divisions: [site.county], kinds: null, natures: null },
    })) as { announcementId: number };
    const spoken = `/api/announcements/${told.announcementId}`;
    const { attachmentId } = (await done(writer, 'POST', `${spoken}/attachments`, multipartOf(sheet))) as {
      attachmentId: number;
    };
    await done(writer, 'POST', `${spoken}/publication`);
    const applicationName = `${mark}字新园`;
    const { applicationId, scanId } = await applyFor(
      say,
      (login, url, bytes) => done(login, 'POST', url, multipartOf(bytes)),
      site.county,
      applicationName,
      { townCode: site.town },
    );
    const { rectificationId } = (await done(writer, 'POST', `${base}/rectifications`, {
      ...{ requestId: crypto.randomUUID(), violation: 'late-change', found: '变动没有按时录入', asked: '补录' },
      dueOn: '2027-01-22',
    })) as { rectificationId: number };
    const papers = `/api/papers/rectification/${rectificationId}`;
    const { id: paperId } = (await done(me, 'POST', papers, multipartOf(photo))) as { id: string };
    await done(me, 'POST', `/api/rectifications/${rectificationId}/answer`, { answer: '已补录' });
    const inspectionId = await inspect(
      (login, path, body) => done(login, 'POST', `/api/${path}`, body),
      writer,
      site.institutionId,
      localDate(app.now()),
    );
    const formTitle = `问${mark}园的报表`;
    const get = (login: string, url: string) => done(login, 'GET', url);
    const { formId, roundId } = await publishForm(say, get, writer, { title: formTitle });
    const answerId = await handIn(say, me, roundId);
    const alterationId = await confirmAlterationOf(
      say,
      (login, url, bytes) => done(login, 'POST', url, multipartOf(bytes)),
      site,
    );
    const declarationTitle = `${mark}园招生情况`;
    const declarationId = await declareOf(say, site, {
      title: declarationTitle,
    });
    const listed = await institutionList([
      listedRow(900 + at, { name: `${mark}字名单幼儿园`, kind: '?' }, site.province.slice(0, 2)),
    ]);
    const { rosterId } = (await done(`${site.county}-ordinary`, 'POST', '/api/rosters', multipartOf(listed))) as {
      rosterId: number;
    };
    const yearlyRoundId = await proposeOf(say, site, cls.id);
    const batchId = await answerWithNo(app, site.province, numbered);
    const entryListId = await withdrawnListOf(app, site.county, site.province);
    made.push({
      rosterId,
      ...{ pastEnrolmentId, undoneLeavingId, transferId, keyChangeId, yearlyRoundId, petitionId, accidentId },
      ...{ crossingId, alterationId, batchId, entryListId },
      ...{ declarationId, declarationTitle },
      inspectionId,
      ...{ formId, formTitle, roundId, answerId },
      ...{ rectificationId, paperId },
      ...{ applicationId, applicationName, scanId },
      ...{ announcementTitle, announcementId: told.announcementId, attachmentId },
      ...site,
      ...{ names, className, classId: cls.id, importId, draftId, caseId: 0, partner: partners[site.key] as string },
      children: { numbered, entered, confirmed },
      identityNumber: childCells(at * 20 + 1).identityNumber,
      spareLogin: `${site.key}-ordinary2`,
      spareAccountId: (actors.get(`${site.key}-ordinary2`) ?? app.actor(`${site.key}-ordinary2`)).accountId,
    });
  }
  const places: Place[] = [];
  for (const [at, place] of made.entries()) {
    const partner = made.find(({ key }) => key === place.partner) as Place;
    const same = childCells(at * 20 + 5, { classCode: '' });
    const classOf = async (site: Place) =>
      database.asOwner((tx) =>
        tx.one<{ code: string }>('select code from classes.classes where id = $1', [site.classId]),
      );
    const earlier = await enter(place, { ...same, classCode: (await classOf(place)).code });
    await enter(partner, { ...same, classCode: (await classOf(partner)).code });
    const { id } = await database.asOwner((tx) =>
      tx.one<{ id: number }>('select id from duplicates.cases where earlier_child_id = $1', [earlier]),
    );
    places.push({ ...place, caseId: id });
  }
  await refreshAll(database, localDate(app.now()));
  return { places, send, actor: (login: string): Actor => actors.get(login) ?? app.actor(login) };
};

export type ProofWorld = Awaited<ReturnType<typeof makeProofWorld>>;
