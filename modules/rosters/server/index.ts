import { Refused } from '@xueqian/kernel/decision.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import {
  commitRoster,
  discardRoster,
  listRosters,
  type RosterRow,
  readRoster as readRosterRoute,
} from '../contract.ts';
import { countResults, type RosterResult } from '../roster.ts';
import { checkInstitutions, type RosterMeans, takeInstitutionsIn } from './institutions.ts';
import { institutionBook, readRoster } from './read-roster.ts';
import { endRoster, findRoster, listPage, type Roster, readResults } from './store.ts';

export type { RosterMeans } from './institutions.ts';
export { rosterStreams } from './streams.ts';

const mostShown = 300;

const viewOf = (row: Roster): RosterRow => ({
  id: row.id,
  kind: row.kind,
  fileName: row.fileName,
  state: row.state,
  counts: row.counts,
  uploadedBy: row.uploadedBy,
  uploadedAt: row.uploadedAt.toISOString(),
  endedBy: row.endedBy,
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** Problems by column and cause, errors first, the most frequent first. */
const groupsOf = (results: readonly RosterResult[]) => {
  const groups = new Map<string, { column: string; code: string; severity: 'error' | 'warning'; rows: number }>();
  for (const { problems } of results) {
    for (const { column, code, severity } of problems) {
      const group = groups.get(`${column} ${code}`) ?? { column, code, severity, rows: 0 };
      groups.set(`${column} ${code}`, { ...group, rows: group.rows + 1 });
    }
  }
  return [...groups.values()].sort((one, other) =>
    one.severity === other.severity ? other.rows - one.rows : one.severity === 'error' ? -1 : 1,
  );
};

const getRoster = async (call: Pick<Call, 'tx'>, id: number, hold = false): Promise<Roster> => {
  const row = await findRoster(call.tx, id, hold);
  if (!row) throw new Refused('rosters.not-found');
  return row;
};

/** Held, and still open. */
const holdOpen = async (call: Pick<Call, 'tx'>, id: number): Promise<Roster> => {
  const row = await getRoster(call, id, true);
  if (row.state !== 'checked') throw new Refused('rosters.ended-already', { person: row.endedBy ?? '' });
  return row;
};

const bytesOf = async (call: Pick<Call, 'services'>, roster: Roster): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of await call.services.files.get(roster.fileKey)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const rosterHandlers = (means: RosterMeans): Handler[] => [
  handler(listRosters, async ({ tx }, input) => {
    const rows = await listPage(tx, input.after ? Number(input.after) : null, input.limit);
    return { rows: rows.map(viewOf), next: rows.length === input.limit ? String(rows.at(-1)?.id) : null };
  }),
  handler(readRosterRoute, async (call, { rosterId }) => {
    const roster = await getRoster(call, rosterId);
    const results = await readResults(call.tx, rosterId);
    const letters = new Map(roster.headings.recognised.map(({ column, letter }) => [column, letter]));
    return {
      ...viewOf(roster),
      headings: {
        recognised: [...roster.headings.recognised],
        unknown: [...roster.headings.unknown],
      },
      groups: groupsOf(results),
      rows: results.slice(0, mostShown).map((result) => ({
        ...result,
        problems: result.problems.map((problem) => ({
          ...problem,
          facts: { ...problem.facts },
          letter: letters.get(problem.column) ?? null,
        })),
      })),
      spoken: results.length,
    };
  }),
  handler(commitRoster, async (call, { rosterId, expectRejected }) => {
    const roster = await holdOpen(call, rosterId);
    if (roster.counts.rejected !== expectRejected) throw new Refused('rosters.changed-meanwhile');
    const { rows } = await readRoster(await bytesOf(call, roster), roster.fileName, institutionBook);
    const checked = await checkInstitutions(call, rows);
    const results = checked.map(({ result }) => result);
    const counts = countResults(results);
    // What was shown is what comes in: anything else is looked at again first.
    if (JSON.stringify(counts) !== JSON.stringify(countsInOrder(roster)))
      throw new Refused('rosters.changed-meanwhile');
    await takeInstitutionsIn(call, means, checked);
    const told = { counts, results: results.filter(({ problems }) => problems.length > 0) };
    await endRoster(call.tx, rosterId, 'committed', told, call.actor.accountId, call.now);
    call.note(`roster ${rosterId}`, { ...counts });
    return { counts };
  }),
  handler(discardRoster, async (call, { rosterId }) => {
    await holdOpen(call, rosterId);
    await endRoster(call.tx, rosterId, 'discarded', null, call.actor.accountId, call.now);
    call.note(`roster ${rosterId}`);
    return {};
  }),
];

/** Counts as they are made: the database keeps the keys of a document in an order of its own. */
const countsInOrder = ({ counts: { read, created, updated, unchanged, rejected, warned } }: Roster) => ({
  ...{ read, created, updated, unchanged, rejected, warned },
});
