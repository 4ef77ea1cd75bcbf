import { may } from '@xueqian/kernel/permissions.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { findDues } from '../../deadlines/server/index.ts';
import type { DeadlineKind } from '../../deadlines/task.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import type { listCrossings, readCrossing } from '../contract.ts';
import { type CrossingAct, type CrossingState, decideAct } from '../crossing.ts';
import { type CrossingRow, listEnrolments, listSteps } from './store.ts';

type Row = OutputOf<typeof listCrossings>['rows'][number];
type View = Omit<OutputOf<typeof readCrossing>, 'paperCodes'>;
type Asking = Pick<Call, 'tx' | 'actor' | 'now'>;

/** Under which clock each state runs, and who has to keep it. */
export const clockOf = {
  submitted: { kind: 'crossing-release', holder: 'institution' },
  released: { kind: 'crossing-approval', holder: 'county' },
  sent: { kind: 'crossing-answer', holder: 'institution' },
  entered: { kind: 'crossing-reply', holder: 'institution' },
} as const satisfies Partial<Record<CrossingState, { kind: DeadlineKind; holder: 'institution' | 'county' }>>;

export const clockIn = (state: CrossingState) => (state in clockOf ? clockOf[state as keyof typeof clockOf] : null);

/** Whether the county approves what a principal of it has released, by the rules in force on a day. */
export const needsCounty = async (tx: Tx, countyCode: string, on: string): Promise<boolean> =>
  (await packOf(tx, countyCode, on)).values.transferApprovedByCounty.value;

type Dues = Awaited<ReturnType<typeof findDues>>;

/** The day of those that somebody has to go on with; the clock of each state is one of its own. */
const duesOf = async (tx: Tx, rows: readonly CrossingRow[], on: string): Promise<Dues> => {
  const found = new Map<string, { dueOn: string | null; daysLeft: number | null }>();
  for (const { kind } of Object.values(clockOf)) {
    const waiting = rows.filter(({ state }) => clockIn(state)?.kind === kind).map(({ id }) => String(id));
    for (const [id, due] of await findDues(tx, kind, waiting, on)) found.set(id, due);
  }
  return found as Dues;
};

export const rowViews = async (tx: Tx, rows: readonly CrossingRow[], on: string): Promise<Row[]> => {
  const dues = await duesOf(tx, rows, on);
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction,
    childName: row.childName,
    childSex: row.childSex,
    childBirthOn: row.childBirthOn,
    institutionId: row.institutionId,
    institutionName: row.institutionName,
    otherName: row.otherName,
    otherInstitution: row.otherInstitution,
    state: row.state,
    fileState: row.direction === 'in' ? row.fileState : null,
    drawnUpAt: row.drawnUpAt.toISOString(),
    dueOn: dues.get(String(row.id))?.dueOn ?? null,
    daysLeft: dues.get(String(row.id))?.daysLeft ?? null,
  }));
};

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

/** One crossing as the asker may see it. */
export const viewOf = async (call: Asking, row: CrossingRow): Promise<View> => {
  const { tx, actor, now } = call;
  const on = localDate(now);
  const [shown] = (await rowViews(tx, [row], on)) as [Row];
  const { values } = await packOf(tx, row.countyCode, on);
  const papers = await listPapers(tx, 'crossing', row.id);
  const isMine = actor.institutionId === row.institutionId;
  const handles = isMine && may('province-border.handle', actor);
  const can = (act: CrossingAct): boolean => decideAct(row.state, act, 'any reason').accepted;
  return {
    ...shown,
    revision: row.revision,
    childId: row.fileState === null || row.fileState === 'deleted' ? null : row.childId,
    otherCode: row.otherCode,
    reason: row.reason,
    note: row.note,
    drawnUp: personOf(row.drawnUpBy, row.drawnUpAt),
    released: personOf(row.releasedBy, row.releasedAt),
    approved: personOf(row.approvedBy, row.approvedAt),
    sentAt: row.sentAt?.toISOString() ?? null,
    ended: personOf(row.endedBy, row.endedAt),
    happenedOn: row.happenedOn,
    enrolments: await listEnrolments(tx, row.id),
    needsCounty: values.transferApprovedByCounty.value,
    article: values.transferWithin.article,
    steps: (await listSteps(tx, row.id)).map((step) => ({ ...step, at: step.at.toISOString() })),
    papers: papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
      ...{ id, fileName, bytes, addedBy },
      addedAt: addedAt.toISOString(),
    })),
    may: {
      edit: handles && can('submit'),
      withdraw: handles && can('withdraw'),
      release: isMine && may('province-border.release', actor) && can('release'),
      approve: may('province-border.approve', actor) && can('approve'),
      fetch: handles && can('fetch'),
      takeAnswer: handles && can('go'),
      end: handles && can('stay'),
      accept: handles && can('accept') && (row.fileState === 'numbered' || row.fileState === 'suspended'),
      refuse: handles && can('refuse') && row.fileState !== 'numbered' && row.fileState !== 'suspended',
    },
  };
};
