import type { Actor } from '@xueqian/kernel/actor.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { findDues } from '../../deadlines/server/index.ts';
import type { listDeclarations, readDeclaration } from '../contract.ts';
import { type DeclarationAct, decideAct } from '../declaration.ts';
import { keyOfName, nationalKinds, tighten } from '../kind.ts';
import { findKind, listTightenedFor } from './kind-store.ts';
import { type DeclarationRow, listSteps } from './store.ts';

type Row = OutputOf<typeof listDeclarations>['rows'][number];
type View = OutputOf<typeof readDeclaration>;

/** The key under which the clock of the county runs. */
export const reviewTask = ({ id, institutionId }: Pick<DeclarationRow, 'id' | 'institutionId'>) =>
  ({ institutionId, kind: 'declaration-review', subject: String(id) }) as const;

/** Declarations as a list shows them, with the day of those that wait for the county. */
export const rowViews = async (tx: Tx, rows: readonly DeclarationRow[], on: string): Promise<Row[]> => {
  const waiting = rows.filter(({ state }) => state === 'confirmed').map(({ id }) => String(id));
  const dues = await findDues(tx, 'declaration-review', waiting, on);
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institutionName,
    countyName: row.countyName,
    kind: keyOfName(row),
    kindTitle: row.kindTitle,
    handling: row.handling,
    state: row.state,
    title: row.title,
    changedOn: row.changedOn,
    declaredAt: row.declaredAt?.toISOString() ?? null,
    dueOn: dues.get(String(row.id))?.dueOn ?? null,
    daysLeft: dues.get(String(row.id))?.daysLeft ?? null,
  }));
};

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

/** One declaration as the asker may see it on a day. */
export const viewOf = async (tx: Tx, row: DeclarationRow, actor: Actor, on: string): Promise<View> => {
  const [shown] = await rowViews(tx, [row], on);
  const papers = await listPapers(tx, 'declaration', row.id);
  const steps = await listSteps(tx, row.id);
  const own = row.kindId === null ? null : await findKind(tx, row.kindId);
  const kind = own ?? nationalKinds.find(row.nationalCode ?? '');
  const tightened = (await listTightenedFor(tx, row.institutionId)).filter(
    (one) => one.nationalCode === row.nationalCode && one.kindId === row.kindId,
  );
  const can = (act: DeclarationAct): boolean => decideAct(row.state, row.handling, act, 'any').accepted;
  const isMine = actor.institutionId === row.institutionId;
  const drawsUp = isMine && may('declarations.draw-up', actor);
  return {
    ...(shown as Row),
    institutionCode: row.institutionCode,
    revision: row.revision,
    description: row.description,
    needsPapers: kind !== null && tighten(kind, tightened).needsPapers,
    drawnUp: personOf(row.drawnUpBy, row.drawnUpAt),
    confirmed: personOf(row.confirmedBy, row.confirmedAt),
    decided: personOf(row.decidedBy, row.decidedAt),
    decisionOffice: row.decisionOffice,
    note: row.note,
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    papers: papers.map(({ id, fileName, bytes, addedBy, addedAt }) => ({
      ...{ id, fileName, bytes, addedBy },
      addedAt: addedAt.toISOString(),
    })),
    may: {
      edit: drawsUp && can('edit'),
      withdraw: drawsUp && can('withdraw'),
      confirm: isMine && may('declarations.confirm', actor) && can('confirm'),
      decide: may('declarations.review', actor) && row.state === 'confirmed',
    },
  };
};
