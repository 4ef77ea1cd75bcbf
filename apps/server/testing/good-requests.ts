import { childCells, residentNumber } from './child-cells.ts';
import { type GoodRequest, makeGoodAdmissions } from './good-admissions.ts';
import { makeGoodAlterations } from './good-alterations.ts';
import { makeGoodCrossings } from './good-crossings.ts';
import { makeGoodDeclarations } from './good-declarations.ts';
import { newestMonth } from './month-play.ts';

export type { GoodRequest } from './good-admissions.ts';

import { makeGoodDepartures } from './good-departures.ts';
import { makeGoodDuplicates } from './good-duplicates.ts';
import { makeGoodForms } from './good-forms.ts';
import { makeGoodInspections } from './good-inspections.ts';
import { makeGoodKeyChanges } from './good-key-changes.ts';
import { makeGoodPapers } from './good-papers.ts';
import { makeGoodPetitions } from './good-petitions.ts';
import { makeGoodPrimaryEntries } from './good-primary-entries.ts';
import { makeGoodTransfers } from './good-transfers.ts';
import { makeGoodVerifications } from './good-verifications.ts';
import { makeGoodYearlyRounds } from './good-yearly-rounds.ts';
import type { TestApp } from './test-app.ts';
import { basicOf } from './test-offices.ts';

const document = { documentTitle: '关于办学规定的通知', documentNumber: null };
const audience = { levels: ['institution'], divisions: ['410105'], kinds: null, natures: null };

/**
 * For a POST route a maker of requests that succeed, a new one each time it is asked: what it needs is made before,
 * through the product's own routes. For the tests that ask every command twice, at once, or with more than it takes.
 */
export const makeGoodRequests = async (app: TestApp): Promise<Record<string, () => Promise<GoodRequest>>> => {
  const classCode = await app.makeClasses('20262150');
  let count = 0;
  const next = (): number => {
    count += 1;
    return count;
  };
  const done = async (login: string, path: string, body: object = {}): Promise<Record<string, number>> => {
    const reply = await app.as(login).post(`/api/${path}`, body);
    if (reply.status !== 200) throw new Error(`${login} ${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const ask = (login: string, path: string, body: object = {}): GoodRequest => ({ login, path, body: { ...body } });
  const a = app.institution('a');
  const values = () => childCells(next() + 3000, { classCode });
  const child = async (key: 'a' | 'd' = 'a') =>
    (
      await done(`${key}-ordinary`, `institutions/${app.institution(key)}/children`, {
        ...{ requestId: crypto.randomUUID(), values: values() },
      })
    )['childId'] as number;
  const pick = (key: 'a' | 'd', childId: number, more: object = {}) => ({
    ...{ institutionId: app.institution(key), classId: null, childIds: [childId], ...more },
  });
  const confirmed = async (key: 'a' | 'd') => {
    const childId = await child(key);
    await done(`${key}-review`, 'registration/confirmations', pick(key, childId));
    return childId;
  };
  const shape = () => ({
    ...{ name: `班级${next()}`, type: '21', schoolYear: 2026 - (count % 3), capacity: 30, teacherName: null },
  });
  const cls = async () => (await done('a-ordinary', `institutions/${a}/classes`, shape()))['id'];
  const draft = () => ({
    ...{ announcementId: null, title: `通知${next()}`, body: '正文', mustRead: true, validFrom: null, validTo: null },
    ...audience,
  });
  const announcement = async () => (await done('410105-review', 'announcements', draft()))['announcementId'];
  const published = async () => {
    const id = await announcement();
    await done('410105-review', `announcements/${id}/publication`);
    return id;
  };
  const keeper = 'a-system-administrator';
  const person = () => ({
    ...{ role: 'reader', name: '欧阳新员', identityNumber: residentNumber('410105', '1985-03-04', next()) },
    ...{ phone: '13800000001', institutionId: a },
  });
  const account = async () => (await done(keeper, 'accounts', person()))['accountId'];
  const section = () => ({ kind: 'section', name: `办公室${next()}`, duties: [] });
  const letters = [...'子涵宇轩欣怡梓萱浩然诗琪俊杰雨桐思远佳琳'];
  const anyName = () => `欧阳${letters[next() % 20]}${letters[Math.floor(count / 20) % 20]}`;
  const leader = () => ({ name: anyName(), post: 'member', phone: '13800000001', sinceOn: '2026-09-01' });
  const member = async () => (await done('a-review', 'leading-group/members', leader()))['leaderId'];
  /** A group with a head whose members differ from what was filed, and no filing that waits. */
  const groupToSend = async () => {
    await app.as('a-review').post('/api/leading-group/members', { ...leader(), post: 'head' });
    const sent = await app.database.asOwner((tx) =>
      tx.rows<{ id: number }>(`select id from administration.leader_filings where state = 'sent'`),
    );
    for (const { id } of sent) await done('410105-review', `leading-groups/${id}/decision`, { decision: 'file' });
    await member();
  };
  const readers = [
    'b-reader',
    'c-reader',
    'd-reader',
    '410105-reader',
    '410102-reader',
    '410611-reader',
    '410100-reader',
  ];
  const lending = () => ({ borrower: '欧阳借用', reason: '外出培训期间代为操作', until: '2026-11-30T00:00:00Z' });
  const basic = (key: 'b' | 'c') => ({
    fields: basicOf(key === 'b' ? '金水二幼' : '中原一幼', { places: 90 + next() }),
  });
  const c = app.institution('c');
  const approval = (asked: object) => ({ ...asked, decision: 'approve', reason: null });
  const newestBasic = async (state: string) => {
    const { newest } = (await app.as('c-ordinary').get(`/api/institutions/${c}`)).body as {
      newest: { version: number; revision: number; state: string } | null;
    };
    return newest?.state === state ? { version: newest.version, revision: newest.revision } : null;
  };
  /** The newest basic section of c, moved to where a request wants it. */
  const basicAt = async (state: 'open' | 'entered' | 'submitted'): Promise<object> => {
    const submitted = await newestBasic('submitted');
    if (submitted && state === 'submitted') return submitted;
    if (submitted) await done('410102-review', `institutions/${c}/basic-review`, approval(submitted));
    let entered = await newestBasic('entered');
    if (state === 'open') {
      const back = { ...entered, decision: 'return', reason: '请核对' };
      if (entered) await done('c-review', `institutions/${c}/basic-confirmation`, back);
      return {};
    }
    if (!entered) await done('c-ordinary', `institutions/${c}/basic-submission`, basic('c'));
    entered = (await newestBasic('entered')) as { version: number; revision: number };
    if (state === 'submitted') await done('c-review', `institutions/${c}/basic-confirmation`, approval(entered));
    return entered;
  };

  const noticeOf = () => ({
    ...{ requestId: crypto.randomUUID(), violation: 'late-change', found: '变动没有按时录入', asked: '请补录' },
    dueOn: '2026-12-31',
  });
  const issued = async () =>
    (await done('410105-review', `institutions/${a}/rectifications`, noticeOf()))['rectificationId'];
  return {
    ...makeGoodAdmissions(app),
    ...makeGoodInspections(app, ask, done),
    ...makeGoodForms(app),
    ...makeGoodDuplicates(app),
    ...makeGoodAlterations(app),
    ...makeGoodPrimaryEntries(app),
    ...makeGoodPetitions(app, () => child('d')),
    ...makeGoodCrossings(app, () => confirmed('d')),
    ...makeGoodDeclarations(app),
    'supervision.receive-monthly': async () =>
      ask('410105-review', `monthly-messages/${await newestMonth(app, '410105-review')}/receipt`, {}),
    ...makeGoodTransfers(app),
    ...makeGoodKeyChanges(app),
    ...makeGoodPapers(app, child),
    ...makeGoodDepartures(app, () => confirmed('d'), done),
    ...makeGoodYearlyRounds(app, cls, done),
    ...makeGoodVerifications(app, confirmed),
    'children.find-child': async () => ask('a-ordinary', 'children/lookup', { number: values().identityNumber }),
    'children.open-child': async () => ask('a-ordinary', 'children/opening', { number: values().identityNumber }),
    'children.check-form': async () => ask('a-ordinary', `institutions/${a}/child-checks`, { values: values() }),
    'children.unmask-child': async () =>
      ask('a-ordinary', `children/${await child()}/unmasking`, {
        ...{ field: 'identityNumber', reason: 'verify-document', note: '核对户口簿' },
      }),
    'children.enter-child': async () =>
      ask('a-ordinary', `institutions/${a}/children`, { requestId: crypto.randomUUID(), values: values() }),
    'children.edit-child': async () => {
      const own = values();
      const body = { requestId: crypto.randomUUID(), values: own };
      const { childId } = await done('a-ordinary', `institutions/${a}/children`, body);
      return ask('a-ordinary', `children/${childId}`, { version: 1, values: { ...own, address: '花园路九号' } });
    },
    'children.delete-child': async () =>
      ask('a-ordinary', `children/${await child()}/deletion`, { reason: '录入有误' }),
    'children.save-draft': async () =>
      ask('a-ordinary', `institutions/${a}/child-drafts`, { draftId: crypto.randomUUID(), values: { name: '草稿' } }),
    'children.discard-draft': async () => {
      const draftId = crypto.randomUUID();
      await done('a-ordinary', `institutions/${a}/child-drafts`, { draftId, values: { name: '草稿' } });
      return ask('a-ordinary', `child-drafts/${draftId}/deletion`);
    },
    'registration.confirm-children': async () =>
      ask('d-review', 'registration/confirmations', pick('d', await child('d'))),
    'registration.return-to-entry': async () =>
      ask('d-review', 'registration/returns-to-entry', pick('d', await child('d'), { reason: '请核对' })),
    'registration.approve-children': async () =>
      ask('410611-review', 'registration/approvals', pick('d', await confirmed('d'))),
    'registration.return-to-institution': async () =>
      ask(
        '410611-review',
        'registration/returns-to-institution',
        pick('d', await confirmed('d'), { reason: '请核对' }),
      ),
    'registration.pass-first-review': async () => {
      await done('410105-system-administrator', 'first-review', { on: true });
      return ask('410105001000-review', 'registration/first-review-passes', pick('a', await confirmed('a')));
    },
    'registration.return-from-first-review': async () => {
      await done('410105-system-administrator', 'first-review', { on: true });
      const choice = pick('a', await confirmed('a'), { reason: '请核对' });
      return ask('410105001000-review', 'registration/first-review-returns', choice);
    },
    'classes.create-class': async () => ask('a-ordinary', `institutions/${a}/classes`, shape()),
    'classes.edit-class': async () =>
      ask('a-ordinary', `classes/${await cls()}`, { name: `改名${next()}`, capacity: 25, teacherName: '王老师' }),
    'classes.delete-class': async () => ask('a-ordinary', `classes/${await cls()}/deletion`),
    'supervision.issue-rectification': async () => ask('410105-review', `institutions/${a}/rectifications`, noticeOf()),
    'supervision.answer-rectification': async () =>
      ask('a-ordinary', `rectifications/${await issued()}/answer`, { answer: '已经补录' }),
    'supervision.decide-rectification': async () => {
      const id = await issued();
      await done('a-ordinary', `rectifications/${id}/answer`, { answer: '已经补录' });
      return ask('410105-review', `rectifications/${id}/decision`, { decision: 'accept', reason: null });
    },
    'institutions.save-basic-draft': async () =>
      ask('b-ordinary', `institutions/${app.institution('b')}/basic-draft`, basic('b')),
    'institutions.submit-basic': async () => {
      await basicAt('open');
      return ask('c-ordinary', `institutions/${c}/basic-submission`, basic('c'));
    },
    'institutions.confirm-basic': async () =>
      ask('c-review', `institutions/${c}/basic-confirmation`, approval(await basicAt('entered'))),
    'institutions.review-basic': async () =>
      ask('410102-review', `institutions/${c}/basic-review`, approval(await basicAt('submitted'))),
    'announcements.count-audience': async () => ask('410105-review', 'announcement-audiences', audience),
    'announcements.save-draft': async () =>
      ask('410105-review', 'announcements', { ...draft(), announcementId: await announcement() }),
    'announcements.discard-draft': async () => ask('410105-review', `announcements/${await announcement()}/discarding`),
    'announcements.publish': async () => ask('410105-review', `announcements/${await announcement()}/publication`),
    'announcements.withdraw': async () =>
      ask('410105-review', `announcements/${await published()}/withdrawal`, { reason: '内容有误' }),
    'announcements.remind': async () => ask('410105-review', `announcements/${await published()}/reminders`),
    'announcements.sign-receipt': async () =>
      ask('a-review', `announcements/${await published()}/receipt`, { confirm: true }),
    'administration.create-account': async () => ask(keeper, 'accounts', person()),
    'administration.change-account': async () => ask(keeper, `accounts/${await account()}/role`, { role: 'teacher' }),
    'administration.close-account': async () =>
      ask(keeper, `accounts/${await account()}/closing`, { reason: '调离本园' }),
    'administration.reopen-account': async () => {
      const id = await account();
      await done(keeper, `accounts/${id}/closing`, { reason: '调离本园' });
      return ask(keeper, `accounts/${id}/reopening`, { reason: '调回本园' });
    },
    'administration.reset-password': async () => ask(keeper, `accounts/${await account()}/password`),
    'administration.record-training': async () =>
      ask(keeper, `accounts/${await account()}/trainings`, { course: '操作培训', heldOn: '2026-11-01', passed: true }),
    'administration.secure-account': async () =>
      ask('410105-security-administrator', `accounts/${await account()}/security`, { act: 'lock', reason: '有人冒用' }),
    'administration.save-section': async () => ask('410105-system-administrator', 'sections', section()),
    'administration.close-section': async () => {
      const { officeId } = await done('410105-system-administrator', 'sections', section());
      return ask('410105-system-administrator', `sections/${officeId}/closing`);
    },
    'administration.switch-first-review': async () =>
      ask('410105-system-administrator', 'first-review', { on: next() % 2 === 0 }),
    'administration.name-central-kindergarten': async () =>
      ask('410105-system-administrator', 'towns/410105001000/central-kindergarten', { institutionId: a }),
    'administration.add-leader': async () => ask('a-review', 'leading-group/members', leader()),
    'administration.remove-leader': async () =>
      ask('a-review', `leading-group/members/${await member()}/end`, { untilOn: '2026-11-20' }),
    'administration.send-leading-group': async () => {
      await groupToSend();
      return ask('a-review', 'leading-group/filing');
    },
    'administration.decide-leading-group': async () => {
      await groupToSend();
      const { filingId } = await done('a-review', 'leading-group/filing');
      return ask('410105-review', `leading-groups/${filingId}/decision`, { decision: 'file' });
    },
    'administration.sign-commitment': async () =>
      ask('d-review', 'commitment', { name: app.actor('d-review').personName }),
    'administration.ask-lending': async () => ask(readers.shift() ?? 'a-reader', 'lendings', lending()),
    'jurisdictions.set-policy-value': async () =>
      ask('000000-review', 'policy-settings', {
        ...{ key: 'auditKept', follow: false, value: 36 + next(), unit: 'months', from: '2026-12-01', ...document },
      }),
    'jurisdictions.assign-pack': async () =>
      ask('000000-review', 'pack-assignments', {
        ...{ divisionCode: '410000', pack: 'national-2014', from: `2027-01-${10 + (next() % 18)}`, ...document },
      }),
    'audit.find-subject': async () =>
      ask('410105-audit-administrator', 'audit/subject', { number: childCells(3001).identityNumber }),
  };
};
