import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allHandlers } from './handlers.ts';
import { type GoodRequest, makeGoodRequests } from './testing/good-requests.ts';
import { makeTestApp, type TestApp } from './testing/test-app.ts';

// Every command that there is a succeeding request for: sent again, sent twice at once, sent with more than it takes,
// sent by the same role of another office.

let app: TestApp;
let good: Awaited<ReturnType<typeof makeGoodRequests>>;
let tables: string[] = [];
beforeAll(async () => {
  app = await makeTestApp({ empty: ['b'] });
  good = await makeGoodRequests(app);
  tables = (
    await app.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%'
           and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'platform') order by 1`,
      ),
    )
  ).map(({ name }) => name);
}, 180_000);
afterAll(() => app.close());

const commands = allHandlers.map(({ contract }) => contract).filter(({ method }) => method === 'POST');

/** Without a succeeding request here, and why. May only get shorter. */
const without: Readonly<Record<string, string>> = {
  'accounts.sign-in': 'sign-in.test.ts asks it again and at once',
  'accounts.prove-second-factor': 'sign-in.test.ts: one code, twice at once',
  'accounts.sign-out': 'ends the session that asks; session.test.ts',
  'accounts.change-password': 'needs the password; my-account.test.ts',
  'accounts.begin-second-factor': 'needs the password; my-account.test.ts',
  'accounts.confirm-second-factor': 'needs a code; my-account.test.ts',
  'accounts.renew-recovery-codes': 'needs the password; my-account.test.ts',
  'accounts.end-session': 'ends sessions; session.test.ts',
  'accounts.end-other-sessions': 'ends sessions; session.test.ts',
  'administration.open-department': 'needs a division without a department; administration-offices.test.ts',
  'administration.send-division': 'administration-practice.test.ts',
  'administration.decide-division': 'needs a filing; administration-practice.test.ts',
  'administration.ask-recovery': 'public, tells nobody whether it was taken; administration-safety.test.ts',
  'administration.use-recovery': 'a secret works once; administration-safety.test.ts',
  'administration.decide-recovery': 'needs a request; administration-safety.test.ts',
  'administration.withdraw-lending': 'needs a request; administration-safety.test.ts',
  'administration.decide-lending': 'needs a request; administration-safety.test.ts',
  'admission.receive-application': 'a step only where offices divide the work; modules/admission',
  'announcements.remove-attachment': 'needs a file; modules/announcements',
  'rosters.commit-roster': 'needs a list with sound rows; modules/rosters',
  'rosters.discard-roster': 'needs a list; modules/rosters',
  'importing.correct-import': 'needs a checked import; modules/importing',
  'importing.commit-import': 'needs a checked import; modules/importing',
  'importing.cancel-import': 'needs a checked import; modules/importing',
  'institutions.save-buildings': 'needs its whole form; the sections of modules/institutions',
  'institutions.save-conditions': 'needs its whole form; the sections of modules/institutions',
  'institutions.save-finance': 'needs its whole form; the sections of modules/institutions',
  'institutions.save-staff': 'needs its whole form; the sections of modules/institutions',
  'institutions.take-classes': 'the sections of modules/institutions',
  'institutions.submit-section': 'needs a whole section; the sections of modules/institutions',
  'institutions.confirm-section': 'needs a submitted section; the sections of modules/institutions',
  'institutions.review-section': 'needs a confirmed section; the sections of modules/institutions',
  'supervision.check-term': 'once a term; modules/supervision asks it at once',
  'yearly-round.confirm-round': 'in August only; modules/yearly-round asks it at once',
  'yearly-round.undo-round': 'in August only; modules/yearly-round asks it again',
  'jurisdictions.draft-change': 'needs a tree to change; modules/jurisdictions',
  'jurisdictions.apply-for-division': 'needs a tree to change; modules/jurisdictions',
  'jurisdictions.decide-application': 'needs an application; modules/jurisdictions',
  'jurisdictions.carry-out-change': 'needs a draft; modules/jurisdictions',
  'jurisdictions.withdraw-change': 'needs a draft; modules/jurisdictions',
};

const send = ({ login, path, body }: GoodRequest) => app.as(login).post(`/api/${path}`, body);
/** Lines of each table, but the trail and what the session itself leaves. */
const countRows = async (): Promise<Record<string, number>> => {
  const counted = tables.filter((name) => !name.startsWith('audit.') && name !== 'accounts.sessions');
  const rows = await app.database.asOwner((tx) =>
    tx.rows<{ name: string; n: number }>(
      counted.map((name) => `select '${name}' as name, count(*)::int as n from ${name}`).join(' union all '),
    ),
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
};
const grown = (before: Record<string, number>, after: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(after).flatMap(([name, n]) => (n === before[name] ? [] : [[name, n - (before[name] ?? 0)]])),
  );

describe('the table of succeeding requests', () => {
  it('has every command, but those that are named with a reason', () => {
    const missing = commands.map(({ id }) => id).filter((id) => !good[id]);
    expect(missing.sort()).toEqual(Object.keys(without).sort());
  });
});

const listed = commands.filter(({ id }) => !(id in without));
describe.each(listed.map(({ id }) => [id] as const))('%s', (id) => {
  const fresh = () => (good[id] as () => Promise<GoodRequest>)();

  it('sent again makes nothing twice', async () => {
    const request = await fresh();
    const before = await countRows();
    const first = await send(request);
    expect(first.status, first.text).toBe(200);
    const between = await countRows();
    const again = await send(request);
    expect([200, 400, 404, 409], again.text).toContain(again.status);
    expect(grown(between, await countRows()), `${again.status} ${again.text}`).toEqual({});
    // Two at once leave what one leaves.
    const other = await fresh();
    const start = await countRows();
    const replies = await Promise.all([send(other), send(other)]);
    for (const reply of replies) expect([200, 400, 404, 409], reply.text).toContain(reply.status);
    expect(replies.map(({ status }) => status)).toContain(200);
    const one = grown(before, between);
    for (const [name, more] of Object.entries(grown(start, await countRows())))
      expect(more, `${name} by two at once`).toBeLessThanOrEqual(one[name] ?? 0);
  });

  it('takes nothing that its contract does not name', async () => {
    const mark = `smuggled${crypto.randomUUID().slice(0, 8)}`;
    const smuggled: Record<string, unknown> = {
      ...{ id: 1, officeId: 1, accountId: 1, scope: '000000', countyCode: '410611', level: mark, state: mark },
      ...{ createdBy: mark, enteredBy: mark, duties: [mark], facts: { [mark]: mark }, [mark]: mark, person_name: mark },
      ...{ password_hash: mark, closed_at: null, trial: true, holds_claim: true, reported: true },
    };
    const request = await fresh();
    const contract = commands.find((each) => each.id === id) as (typeof commands)[number];
    for (const key of Object.keys((contract.input as unknown as { shape: object }).shape)) delete smuggled[key];
    const body: Record<string, unknown> = { ...smuggled, ...request.body };
    for (const [key, value] of Object.entries(body))
      if (typeof value === 'object' && value !== null && !Array.isArray(value) && key in request.body)
        body[key] = { ...smuggled, ...value };
    const reply = await send({ ...request, body });
    expect([200, 400], reply.text).toContain(reply.status);
    const { found } = await app.database.asOwner((tx) =>
      tx.one<{ found: string[] }>(
        `select array(${tables.map((name) => `select '${name}' from ${name} t where t::text like '%' || $1 || '%'`).join(' union all ')}) as found`,
        [mark],
      ),
    );
    expect(found).toEqual([]);
    if (reply.status === 200) {
      const entry = await app.database.asOwner((tx) =>
        tx.find(`select login, scope, level from audit.entries where entry = $1 order by id desc limit 1`, [
          contract.audit,
        ]),
      );
      const { login, scope, level } = app.actor(request.login);
      if (contract.audit) expect(entry).toEqual({ login, scope, level });
    }
  });

  it('is done by nobody of another office', async () => {
    const request = await fresh();
    const login = request.login
      .replace(/^[abc]-/, 'd-')
      .replace(/^d-(?=.*)/, request.login.startsWith('d-') ? 'a-' : 'd-')
      .replace('410105001000', '410105002000')
      .replace(/^(410105|410102)-/, '410611-');
    const twin = request.login.startsWith('410611-') ? request.login.replace('410611', '410105') : login;
    const names = /\d/.test(request.path) || JSON.stringify(request.body).includes('institutionId');
    if (twin === request.login || !names || /-drafts?\//.test(request.path)) return;
    const before = await countRows();
    const reply = await send({ ...request, login: twin });
    if (reply.status === 200) expect(reply.body).toMatchObject({ done: 0 });
    else expect([403, 404, 409], `${twin} ${reply.text}`).toContain(reply.status);
    expect(grown(before, await countRows())).toEqual({});
    expect((await send(request)).status).toBe(200);
  });
});
