import type { Actor } from '@xueqian/kernel/actor.ts';
import { isKnownDay } from '@xueqian/kernel/due-date.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { maskName } from '@xueqian/kernel/personal-name.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { listPapersOf, type PaperRow } from '../../attachments/server/index.ts';
import { daysBetween } from '../../deadlines/task.ts';
import type { PeriodUnit } from '../../jurisdictions/policy-pack.ts';
import { packOf } from '../../jurisdictions/server/index.ts';
import type { listTransfers, readTransfer } from '../contract.ts';
import { comesBackFrom, decideTransfer, openTransferStates, type TransferAct, type TransferSide } from '../transfer.ts';
import { clocksOf, findClassName, type TransferRow } from './store.ts';

type Row = OutputOf<typeof listTransfers>['rows'][number];
type View = Omit<OutputOf<typeof readTransfer>, 'paperCodes'>;

/** On which sides of a transfer an office stands; one institution's county can be that of both. */
export const sidesOf = (actor: Actor, row: TransferRow): readonly TransferSide[] => {
  if (actor.level === 'institution')
    return [
      ...(row.fromId === actor.institutionId ? (['sender'] as const) : []),
      ...(row.toId === actor.institutionId ? (['receiver'] as const) : []),
    ];
  const sides: TransferSide[] = [];
  if (actor.level === 'county' && row.toCounty === actor.scope) sides.push('receiving-county');
  // The common superior; the sender's own county may act for its institution as well.
  if (
    (actor.level === 'county' && row.fromCounty === actor.scope) ||
    (actor.level === 'prefecture' && row.fromPrefecture === actor.scope && row.toPrefecture === actor.scope) ||
    (actor.level === 'province' && row.provinceCode === actor.scope)
  )
    sides.push('above');
  return sides;
};

/** Whether an office stands on the side that lets go: the institution, its county, its prefecture, and the common province. */
const isOnSendersSide = (actor: Actor, row: TransferRow): boolean =>
  (actor.level === 'institution' && row.fromId === actor.institutionId) ||
  (actor.level === 'county' && row.fromCounty === actor.scope) ||
  (actor.level === 'prefecture' && row.fromPrefecture === actor.scope) ||
  (actor.level === 'province' && row.provinceCode === actor.scope);

/** Whether an office stands on the side that takes in, at whatever level. */
const isOnReceiversSide = (actor: Actor, row: TransferRow): boolean =>
  (actor.level === 'institution' && row.toId === actor.institutionId) ||
  (actor.level === 'county' && row.toCounty === actor.scope) ||
  (actor.level === 'prefecture' && row.toPrefecture === actor.scope) ||
  (actor.level === 'province' && row.provinceCode === actor.scope);

const turnOf = { asked: 'sender', released: 'receiver', accepted: 'receiving-county' } as const;

/** Whether the county of the receiving side approves: by the rules in force there on a day, and whenever a cancelled file comes back. */
export const needsCounty = async (tx: Tx, row: TransferRow, on: string): Promise<boolean> =>
  comesBackFrom(row.fileState) || (await packOf(tx, row.toCounty, on)).values.transferApprovedByCounty.value;

export const rowViews = async (tx: Tx, rows: readonly TransferRow[], actor: Actor, on: string): Promise<Row[]> => {
  const clocks = await clocksOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const clock = clocks.get(row.id);
    const sides = sidesOf(actor, row);
    const turn = row.state in turnOf ? turnOf[row.state as keyof typeof turnOf] : null;
    // What is needed to be sure that it is the right child, and no more, until the sending side lets go.
    const isMasked = row.releasedAt === null && !isOnSendersSide(actor, row);
    // The file goes over with the child.
    const seesFile = row.state === 'completed' ? isOnReceiversSide(actor, row) : isOnSendersSide(actor, row);
    return {
      id: row.id,
      childName: isMasked ? maskName(row.childName) : row.childName,
      childSex: row.childSex,
      childBirthOn: row.childBirthOn,
      childId: seesFile ? row.childId : null,
      fromId: row.fromId,
      fromName: row.fromName,
      toId: row.toId,
      toName: row.toName,
      startedBy: row.startedBy,
      state: row.state,
      revision: row.revision,
      askedAt: row.askedAt.toISOString(),
      turn,
      dueOn: clock ? (clock.dueOn ?? (clock.unit === null ? null : 'not-known')) : null,
      daysLeft: clock?.dueOn ? daysBetween(clock.unit as PeriodUnit | null, on, clock.dueOn, nationalCalendar) : null,
      isMine: turn !== null && sides.includes(turn),
    };
  });
};

/** Whether the day of whoever has to act is over. */
export const isLateOn = ({ dueOn }: Pick<Row, 'dueOn'>, on: string): boolean => isKnownDay(dueOn) && dueOn < on;

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

/** Whether the rules in force on a side's county ask for the guardian's application in writing. */
export const papersNeeded = async (tx: Tx, countyCode: string, on: string): Promise<boolean> =>
  (await packOf(tx, countyCode, on)).values.transferPapersNeeded.value;

/** How many papers a side has added. */
export const countPapers = async (tx: Tx, id: number, institutionId: number): Promise<number> =>
  (await listPapersOf(tx, 'transfer', id, [institutionId])).get(institutionId)?.length ?? 0;

const paperViews = (papers: readonly PaperRow[] = []) =>
  papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
    ...{ id, fileName, bytes, addedBy },
    addedAt: addedAt.toISOString(),
  }));

export const viewOf = async (tx: Tx, row: TransferRow, actor: Actor, on: string): Promise<View> => {
  const [shown] = (await rowViews(tx, [row], actor, on)) as [Row];
  const sides = sidesOf(actor, row);
  const isLate = isLateOn(shown, on);
  const county = await needsCounty(tx, row, on);
  const can = (act: TransferAct): boolean =>
    sides.some((side) => decideTransfer({ ...row, isLate }, act, side, county).accepted);
  const handles = may('transfers.handle', actor);
  const isSide = sides.includes('sender') || sides.includes('receiver');
  const papers = await listPapersOf(tx, 'transfer', row.id, [row.fromId, row.toId]);
  return {
    ...shown,
    reason: row.reason,
    note: row.note,
    asked: personOf(row.askedBy, row.askedAt),
    released: personOf(row.releasedBy, row.releasedAt),
    releasedOver: row.releasedOver,
    accepted: personOf(row.acceptedBy, row.acceptedAt),
    approved: personOf(row.approvedBy, row.approvedAt),
    ended: personOf(row.endedBy, row.endedAt),
    isOvertaken: row.isOvertaken,
    className: await findClassName(tx, row.classId),
    admittedOn: row.admittedOn,
    needsCounty: county,
    papers: { sender: paperViews(papers.get(row.fromId)), receiver: paperViews(papers.get(row.toId)) },
    papersNeeded:
      isSide &&
      (comesBackFrom(row.fileState) ||
        (await papersNeeded(tx, sides.includes('sender') ? row.fromCounty : row.toCounty, on))),
    comesBack: comesBackFrom(row.fileState),
    may: {
      addPapers: isSide && may('attachments.add', actor) && openTransferStates.some((open) => open === row.state),
      release: handles && can('release'),
      releaseOver: may('transfers.take-over', actor) && can('release-over'),
      accept: handles && can('accept'),
      approve: may('transfers.approve', actor) && can('approve'),
      refuse: may('transfers.decide', actor) && can('refuse'),
      withdraw: handles && can('withdraw'),
    },
  };
};
