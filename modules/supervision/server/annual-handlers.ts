import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { countAnnualReviews, listAnnualReviews, readAnnualReview, recordAnnualReview } from '../annual-contract.ts';
import { type AnnualFacts, decideAnnualReview } from '../annual-review.ts';
import { countByCounty, insertVersion, listOfYear, listVersions, readFacts } from './annual-store.ts';
import { guard } from './guard.ts';
import { checkFiles } from './refresh.ts';

/** What the system knows now: records of the year, and what the rules find in the file today. */
const factsOf = async (tx: Tx, institutionId: number, year: number, on: string): Promise<AnnualFacts> => {
  const found = (await checkFiles(tx, [institutionId], on)).get(institutionId) ?? [];
  return {
    ...(await readFacts(tx, institutionId, year, on)),
    fileFindings: found.length,
    fileErrors: found.filter(({ severity }) => severity === 'error').length,
    // Rules 401 to 405: a section that is not in force; 406 is no section, but no class.
    missingSections: found.filter(({ code }) => code.startsWith('4') && code !== '406').length,
  };
};

export const annualHandlers: Handler[] = [
  handler(readAnnualReview, async ({ tx, actor, now }, { institutionId, year }) => {
    const place = await findPlace(tx, institutionId);
    if (!place) throw new Refused('institutions.not-found');
    const versions = await listVersions(tx, institutionId, year);
    return {
      name: place.name,
      facts: await factsOf(tx, institutionId, year, localDate(now)),
      versions: versions.map((each) => ({ ...each, recordedAt: each.recordedAt.toISOString() })),
      may: { record: may('supervision.record-annual-review', actor) && year <= Number(localDate(now).slice(0, 4)) },
    };
  }),
  handler(recordAnnualReview, async ({ tx, actor, now, note }, { institutionId, ...word }) => {
    if (!(await findPlace(tx, institutionId))) throw new Refused('institutions.not-found');
    const on = localDate(now);
    const facts = await factsOf(tx, institutionId, word.year, on);
    const current = (await listVersions(tx, institutionId, word.year))[0]?.version ?? 0;
    guard(decideAnnualReview(word, current, facts, on));
    const next = {
      ...word,
      version: current + 1,
      facts,
      correctionReason: current === 0 ? null : word.correctionReason,
    };
    if ((await insertVersion(tx, institutionId, word.year, next, actor, now)) === 0)
      throw new Refused('supervision.annual-changed-meanwhile');
    note(`institution ${institutionId}`, { year: word.year, result: word.result, version: next.version });
    return { version: next.version };
  }),
  handler(listAnnualReviews, async ({ tx }, { year, only, after, limit }) => {
    const rows = await listOfYear(tx, year, only, Number(after ?? 0), limit);
    return {
      rows: rows.map(({ explanation: _explanation, recordedAt, ...row }) => ({
        ...row,
        recordedAt: recordedAt?.toISOString() ?? null,
      })),
      next: rows.length === limit ? String(rows.at(-1)?.institutionId) : null,
    };
  }),
  handler(countAnnualReviews, async ({ tx }, { year }) => ({ counties: await countByCounty(tx, year) })),
];
