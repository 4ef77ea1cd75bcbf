import { may } from '@xueqian/kernel/permissions.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { findDues } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { decidePapers } from '../cancellation.ts';
import type { listPetitions, readPetition } from '../contract.ts';
import { isAboutEntry } from '../deferral.ts';
import { decideAct, type PetitionAct, type PetitionKind } from '../petition.ts';
import { cancellationObstacle } from './cancellation.ts';
import { deferralObstacle } from './deferral.ts';
import { recoveryObstacle } from './recovery.ts';
import { listSteps, type PetitionRow } from './store.ts';

type Row = OutputOf<typeof listPetitions>['rows'][number];
type View = Omit<OutputOf<typeof readPetition>, 'paperCodes'>;
type Asking = Pick<Call, 'tx' | 'actor' | 'now'>;

/** The key under which the clock of the county runs. */
export const reviewTask = ({ id, institutionId }: Pick<PetitionRow, 'id' | 'institutionId'>) =>
  ({ institutionId, kind: 'petition-review', subject: String(id) }) as const;

/** Petitions as a list shows them, with the day of those that wait for the county. */
export const rowViews = async (tx: Tx, rows: readonly PetitionRow[], on: string): Promise<Row[]> => {
  const waiting = rows.filter(({ state }) => state === 'confirmed').map(({ id }) => String(id));
  const dues = await findDues(tx, 'petition-review', waiting, on);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    childName: row.childName,
    childSex: row.childSex,
    childBirthOn: row.childBirthOn,
    institutionId: row.institutionId,
    institutionName: row.institutionName,
    fileState: row.fileState,
    state: row.state,
    drawnUpAt: row.drawnUpAt.toISOString(),
    dueOn: dues.get(String(row.id))?.dueOn ?? null,
    daysLeft: dues.get(String(row.id))?.daysLeft ?? null,
  }));
};

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

const obstacleOf = {
  recovery: recoveryObstacle,
  cancellation: cancellationObstacle,
  deferral: deferralObstacle,
  'deferral-end': deferralObstacle,
} as const satisfies Record<PetitionKind, (call: Asking, row: PetitionRow) => Promise<string | null>>;

/** One petition as the asker may see it. */
export const viewOf = async (call: Asking, row: PetitionRow): Promise<View> => {
  const { tx, actor, now } = call;
  const on = localDate(now);
  const [shown] = (await rowViews(tx, [row], on)) as [Row];
  const { values } = await packOf(tx, row.countyCode, on);
  const papers = await listPapers(tx, 'petition', row.id);
  const can = (act: PetitionAct): boolean => decideAct(row.state, act, 'any').accepted;
  const isMine = actor.institutionId === row.institutionId;
  const drawsUp = isMine && may('petitions.draw-up', actor);
  const hasEnded = row.state === 'approved' || row.state === 'withdrawn';
  return {
    ...shown,
    revision: row.revision,
    reason: row.reason,
    endsOn: row.endsOn,
    accidentId: row.accidentId,
    entryYear: row.entryYear,
    approvedBy: hasEnded || !isAboutEntry(row.kind) ? row.approvedBy : values.deferralApprovedBy.value,
    needsPapers: !decidePapers(row.kind, 0).accepted,
    drawnUp: personOf(row.drawnUpBy, row.drawnUpAt),
    confirmed: personOf(row.confirmedBy, row.confirmedAt),
    decided: personOf(row.decidedBy, row.decidedAt),
    decisionOffice: row.decisionOffice,
    note: row.note,
    article: isAboutEntry(row.kind) ? values.deferralApprovedBy.article : values.countyReviewWithin.article,
    obstacle: hasEnded ? null : await obstacleOf[row.kind](call, row),
    steps: (await listSteps(tx, row.id)).map((step) => ({ ...step, at: step.at.toISOString() })),
    papers: papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
      ...{ id, fileName, bytes, addedBy },
      addedAt: addedAt.toISOString(),
    })),
    may: {
      edit: drawsUp && can('edit'),
      withdraw: drawsUp && can('withdraw'),
      confirm: isMine && may('petitions.confirm', actor) && can('confirm'),
      decide: may('petitions.review', actor) && row.state === 'confirmed',
    },
  };
};
