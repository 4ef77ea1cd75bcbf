import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { currentRegister, localDate, readPlaces } from '../../jurisdictions/server/index.ts';
import { checkChildForm } from '../checks.ts';
import type { ChildState, FieldProblem } from '../child.ts';
import type { ChildCells } from '../row.ts';
import { makeCheckContext, readClassIndexes } from './check-context.ts';
import { commitStaged, prepareCommit } from './commit-staged.ts';
import { claimOf } from './identity-claim.ts';
import { encodeStaged, type StagedChild } from './staged-row.ts';
import { findByClaims, findListed } from './store.ts';

export type FormValues = Record<string, string | boolean | null>;

/** Checks the form of one child by the same rules as a sheet; gives the row to stage when nothing is wrong. */
export const checkForm = async (
  call: Call,
  institutionId: number,
  values: FormValues,
): Promise<{ staged: StagedChild | null; problems: readonly FieldProblem[] }> => {
  if (!(await findPlace(call.tx, institutionId))) throw new Refused('institutions.not-found');
  const classes = (await readClassIndexes(call.tx, [institutionId])).get(institutionId) ?? new Map<string, number>();
  const context = makeCheckContext(localDate(call.now), classes, await readPlaces(await currentRegister(call.tx)));
  const { fields, problems } = checkChildForm(values as ChildCells, context);
  if (!fields) return { staged: null, problems };
  const { classCode, ...child } = fields;
  const classId = classCode === null ? null : (classes.get(classCode) ?? null);
  return { staged: { row: 1, institutionId, classId, fields: child }, problems };
};

type Entered = { saved: boolean; childId: number | null; state: ChildState | null; problems: FieldProblem[] };

/** Enters one child. The same request again answers with the same child and writes nothing. */
export const enter = async (
  call: Call,
  institutionId: number,
  requestId: string,
  values: FormValues,
): Promise<Entered> => {
  const { tx, actor, now, services } = call;
  // Two presses of one button: the second waits here and finds the answer of the first.
  await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [requestId]);
  const answered = await tx.find<{ childId: number }>(
    'select child_id as "childId" from children.requests where request_id = $1',
    [requestId],
  );
  if (answered) {
    const child = await findListed(tx, answered.childId);
    return { saved: true, childId: answered.childId, state: child?.state ?? 'deleted', problems: [] };
  }
  const { staged, problems } = await checkForm(call, institutionId, values);
  if (!staged) return { saved: false, childId: null, state: null, problems: [...problems] };
  const claim = claimOf(staged.fields);
  const refuseSecond = async (): Promise<void> => {
    const here = await findByClaims(tx, [services.sealer.digest(claim.kind, claim.plain)]);
    if (here !== null) throw new Refused('children.already-entered', { name: staged.fields.name, childId: here });
  };
  await refuseSecond();
  await prepareCommit(tx);
  const outcome = await commitStaged(tx, actor, now, encodeStaged([staged], services.sealer), 1);
  const childId = outcome.createdIds[0];
  if (childId === undefined) {
    // A colleague entered the same child at this moment.
    await refuseSecond();
    throw new Error('an entered child has no id');
  }
  await tx.run(
    'insert into children.requests (request_id, institution_id, account_id, child_id, at) values ($1, $2, $3, $4, $5)',
    [requestId, institutionId, actor.accountId, childId, now],
  );
  call.note(`child ${childId}`);
  return { saved: true, childId, state: outcome.withCase.length > 0 ? 'problem' : 'entered', problems: [...problems] };
};
