import { readdirSync } from 'node:fs';
import path from 'node:path';
import { levels, rolesAt } from '@xueqian/kernel/actor.ts';
import { mayAtLevel } from '@xueqian/kernel/permissions.ts';
import { productRoot } from '@xueqian/platform/root.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers, allStreams } from './handlers.ts';
import { scopeAt } from './testing/scopes.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
afterAll(() => app.close());

const routes = [
  ...allHandlers.map(({ contract }) => contract),
  ...allStreams.map(({ id, method, path, permission, audit, rate }) => ({ id, method, path, permission, audit, rate })),
];
const accounts = levels.flatMap((level) =>
  rolesAt[level].map((role) => ({ level, role, login: `${scopeAt[level]}-${role}` })),
);

/** Reads that show no child: lists of what is public, the office's own counts, its own rules. */
const withoutTrail = new Set([
  'accounts.read-session',
  'accounts.list-trial-accounts',
  'accounts.ask-image-question',
  'accounts.read-my-account',
  'accounts.list-my-sessions',
  'accounts.list-my-sign-ins',
  'jurisdictions.search-divisions',
  'jurisdictions.read-policy',
  'jurisdictions.read-local-policy',
  'jurisdictions.read-bound',
  'jurisdictions.list-divisions',
  'jurisdictions.read-division',
  'jurisdictions.read-institution-places',
  'jurisdictions.list-changes',
  'jurisdictions.read-change',
  'jurisdictions.list-affected',
  'jurisdictions.list-affected-offices',
  'institutions.list-institutions',
  'institutions.search-institutions',
  'institutions.read-institution',
  'institutions.list-basic-reviews',
  'institutions.list-sections',
  'institutions.list-section-reviews',
  'supervision.list-monthly',
  'supervision.read-monthly',
  'rosters.template',
  'rosters.list-rosters',
  'rosters.read-roster',
  'declarations.list-declarations',
  'declarations.read-declaration',
  'declarations.count-declarations',
  'declarations.list-kinds',
  'alterations.list-alterations',
  'alterations.read-alteration',
  'alterations.search-neighbours',
  'alterations.read-standing',
  'admission.list-applications',
  'admission.list-awaiting-accounts',
  'admission.list-unlicensed',
  'administration.list-accounts',
  'administration.search-offices',
  'administration.list-sections',
  'administration.list-towns',
  'administration.list-trainings',
  'administration.read-leading-group',
  'administration.list-leading-groups',
  'administration.read-division',
  'administration.list-divisions',
  'administration.list-lendings',
  'administration.explain',
  'administration.search-town-institutions',
  'classes.list-classes',
  'children.list-children',
  'children.check-form',
  'children.list-drafts',
  'importing.list-imports',
  'importing.read-import',
  'importing.list-problem-groups',
  'importing.list-problem-rows',
  'importing.template',
  'departures.preview-leaving',
  'departures.list-leavings',
  'departures.read-child',
  'yearly-round.read-start',
  'yearly-round.read-round',
  'yearly-round.list-rounds',
  'petitions.list-petitions',
  'province-border.list-crossings',
  'petitions.list-lost-files',
  'petitions.read-deferral',
  'primary-entry.list-lists',
  'primary-entry.read-list',
  'primary-entry.list-graduates',
  'primary-entry.count-graduates',
  'accidents.count-accidents',
  'papers.read-confirmations',
  'papers.list-confirmations',
  'papers.list-paper-files',
  'verification.list-batches',
  'verification.read-batch',
  'verification.list-problems',
  'verification.read-verification',
  'verification.count-problems',
  'registration.list-review-queue',
  'registration.read-progress',
  'registration.list-first-review-queue',
  'children.list-past-enrolments',
  'children.list-former-numbers',
  'transfers.list-transfers',
  'key-changes.list-key-changes',
  'key-changes.count-key-changes',
  'transfers.search-receivers',
  'duplicates.list-cases',
  'duplicates.read-rechecks',
  'announcements.list-received',
  'announcements.read-announcement',
  'announcements.list-written',
  'announcements.count-audience',
  'announcements.read-follow-up',
  'announcements.list-receipts',
  'tasks.list-tasks',
  'tasks.list-keepers-tasks',
  'deadlines.list-open-tasks',
  'deadlines.count-late',
  'deadlines.read-keeping-up',
  'supervision.read-term-check',
  'supervision.list-term-checks',
  'forms.list-forms',
  'forms.read-form',
  'forms.count-answers',
  'forms.list-asked',
  'forms.list-my-forms',
  'forms.read-answer',
  'supervision.list-rectifications',
  'supervision.read-rectification',
  'supervision.read-file-findings',
  'supervision.read-annual-review',
  'supervision.list-annual-reviews',
  'supervision.count-annual-reviews',
  'supervision.list-inspections',
  'supervision.read-inspection',
  'supervision.read-checklist',
  'supervision.count-findings',
  'supervision.list-findings',
  'statistics.read-annex2',
  'flows.read-present',
  'flows.read-moved',
  'flows.list-present',
  'flows.list-moved',
  'audit.read-sealing',
  'audit.list-entries',
  'audit.read-entry',
]);

describe('every route', () => {
  const modules = readdirSync(path.join(productRoot, 'modules'));

  it('has an id, a permission, a rate, and a line in the trail unless it is a list', () => {
    for (const route of routes) {
      expect(route.id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z0-9-]+$/);
      expect(modules, route.id).toContain(route.id.split('.')[0]);
      expect(route.permission, route.id).toBeTruthy();
      expect(route.rate, route.id).toBeTruthy();
      expect(route.audit === null, route.id).toBe(withoutTrail.has(route.id));
      if (route.permission === 'public') expect(route.id).toMatch(/^(accounts\.|administration\.(ask|use)-recovery$)/);
    }
    expect(new Set(routes.map((route) => route.id)).size).toBe(routes.length);
    expect(new Set(routes.map((route) => `${route.method} ${route.path}`)).size).toBe(routes.length);
  });
});

const garbage = '{"this is": not json';
const knock = (
  route: { method: 'GET' | 'POST'; path: string },
  login: string | null,
  headers: Record<string, string> = {},
) =>
  app.send({
    method: route.method,
    url: `${route.path.replaceAll(/:\w+/g, 'not-a-number')}${route.method === 'GET' ? '?limit=all&after=%00' : ''}`,
    login,
    headers: { ...(route.method === 'POST' ? { 'content-type': 'application/json' } : {}), ...headers },
    payload: route.method === 'POST' ? garbage : undefined,
  });

describe.each(routes.map((route) => [route.id, route] as const))('%s', (_id, route) => {
  it('asks who is there before it reads anything', async () => {
    const reply = await knock(route, null);
    if (route.permission === 'public') expect([200, 400]).toContain(reply.status);
    else expect(reply).toMatchObject({ status: 401, body: { code: 'session.needed' } });
    if (route.method === 'POST')
      expect(await knock(route, 'a-ordinary', { 'x-xueqian': '' })).toMatchObject({
        status: 403,
        body: { code: 'request.foreign' },
      });
  });

  it.each(accounts)('$level $role', async ({ level, role, login }) => {
    if (route.id === 'accounts.sign-out') return;
    const { permission } = route;
    const may = permission === 'public' || permission === 'signed-in' || mayAtLevel(permission, level, role);
    const reply = await knock(route, login);
    if (may) expect([200, 400, 404, 409, 415], reply.text).toContain(reply.status);
    else expect(reply).toMatchObject({ status: 403, body: { code: 'permission.missing' } });
  });
});
