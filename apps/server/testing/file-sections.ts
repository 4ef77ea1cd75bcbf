import { inspect } from './inspection-play.ts';
import { conditionsOf, photo } from './section-cells.ts';
import type { TestApp } from './test-app.ts';
import { places } from './test-offices.ts';

type Send = (login: string, method: 'GET' | 'POST', url: string, body?: object) => Promise<Record<string, unknown>>;

/** Saves, submits and confirms a section as the people of a kindergarten do; gives what a decision on it names. */
export const confirmSectionOf = async (
  send: Send,
  { key, institutionId }: { readonly key: string; readonly institutionId: number },
  section: string,
  fields: object,
  period = '',
): Promise<{ period: string; version: number; revision: number }> => {
  const base = `/api/institutions/${institutionId}/sections/${section}`;
  const saved = await send(`${key}-ordinary`, 'POST', `${base}/draft`, { period, revision: null, fields });
  const asked = { period, version: Number(saved['version']), revision: Number(saved['revision']) };
  await send(`${key}-ordinary`, 'POST', `${base}/submission`, asked);
  await send(`${key}-review`, 'POST', `${base}/confirmation`, { ...asked, decision: 'approve', reason: null });
  return asked;
};

/** As an application of a test asks; anything but success is a fault of the test. */
export const sendOf =
  (app: TestApp): Send =>
  async (login, method, url, body) => {
    const reply = await app.send({ method, url, login, payload: body ?? (method === 'POST' ? {} : undefined) });
    if (reply.status !== 200) throw new Error(`${login} ${method} ${url}: ${reply.status} ${reply.text}`);
    return reply.body as Record<string, unknown>;
  };

/** Conditions in force, and the same section once more with its county, for each place. */
export const fileEverywhere = async (app: TestApp): Promise<void> => {
  const send = sendOf(app);
  const { items } = await send('410105-review', 'GET', '/api/inspection-checklist');
  await send('410105-review', 'POST', '/api/inspection-checklist', { version: 0, items });
  for (const { key, countyCode } of places) {
    const site = { key, institutionId: app.institution(key) };
    const url = `/api/institutions/${site.institutionId}/sections/conditions/review`;
    const first = await confirmSectionOf(send, site, 'conditions', conditionsOf());
    await send(`${countyCode}-review`, 'POST', url, { ...first, decision: 'approve', reason: null });
    await confirmSectionOf(send, site, 'conditions', conditionsOf({ computers: 13 }));
    await send(`${key}-review`, 'POST', `/api/institutions/${site.institutionId}/term-check`, { unchanged: false });
    const notices = `/api/institutions/${site.institutionId}/rectifications`;
    const { rectificationId } = await send(`${countyCode}-review`, 'POST', notices, {
      ...{ requestId: crypto.randomUUID(), violation: 'late-change', found: '变动没有按时录入', asked: '补录' },
      dueOn: '2027-01-22',
    });
    const post = (login: string, path: string, body: object) => send(login, 'POST', `/api/${path}`, body);
    const word = { year: 2026, version: 0, result: 'qualified', explanation: null, correctionReason: null };
    await send(`${countyCode}-review`, 'POST', `/api/institutions/${site.institutionId}/annual-review`, word);
    await inspect(post, `${countyCode}-review`, site.institutionId, '2026-11-22');
    await app.as(`${key}-ordinary`).upload(`/api/papers/rectification/${String(rectificationId)}`, photo, '照片.png');
  }
};
