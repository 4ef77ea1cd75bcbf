import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { FormValues } from '../../children/form-rules.ts';
import {
  checkOver,
  claimOver,
  findWholeValues,
  isClaimHeld,
  sealedIdentity,
  type WholeValues,
} from '../../children/server/index.ts';
import { openTask } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import {
  type ApplicationValues,
  applicationFields,
  decideApplied,
  decideBegin,
  decideChange,
  type Obstacle,
} from '../key-change.ts';
import {
  type ApplicationRow,
  type Asked,
  findByRequest,
  holdChild,
  insertApplication,
  listObstacles,
  saveValues,
} from './store.ts';

type Values = Readonly<Record<string, string | boolean | null>>;

const onlyAsked = (values: Values): ApplicationValues =>
  Object.fromEntries(applicationFields.map((field) => [field, values[field] ?? null])) as ApplicationValues;

/** What a form sent, of the fields that an application can name. */
const named = (values: Values): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([field]) => (applicationFields as readonly string[]).includes(field)),
  );

/** What may be kept in the open: the document number is sealed beside it. */
const withoutNumber = (values: ApplicationValues, fields: readonly string[]): Partial<ApplicationValues> =>
  Object.fromEntries(
    applicationFields
      .filter((field) => field !== 'identityNumber' && fields.includes(field))
      .map((field) => [field, values[field]]),
  );

/** Checks what is asked for against the file and the province; null asked while something is wrong with the values. */
export const prepare = async (call: Call, whole: WholeValues, values: Values, obstacles: readonly Obstacle[]) => {
  const { fields, problems } = await checkOver(call, whole, named(values));
  if (!fields) return { asked: null, problems };
  const before = onlyAsked(whole.values);
  const after = onlyAsked(fields as unknown as Values);
  const changed = guard(decideChange(before, after));
  const claim = claimOver(call, whole, fields);
  const moves = !claim.equals(whole.file.claimDigest);
  if (obstacles.includes('duplicate-open') && !moves) throw new Refused('key-changes.duplicate-open');
  if (moves && (await isClaimHeld(call.tx, claim))) throw new Refused('key-changes.claim-taken');
  const keys = ['name', 'sex', 'birthOn', 'identityType'];
  const asked: Omit<Asked, 'reason'> = {
    oldValues: withoutNumber(before, applicationFields),
    newValues: withoutNumber(after, [...keys, ...changed]),
    oldIdentity: whole.file.identitySealed,
    newIdentity: sealedIdentity(call, fields),
  };
  return { asked, problems };
};

/** The file, and its child held: whoever lets it go meanwhile waits, and finds the application. */
const holdWhole = async (call: Call, childId: number) => {
  const child = await holdChild(call.tx, childId);
  const whole = child && (await findWholeValues(call, childId));
  if (!child || !whole) throw new Refused('children.not-found');
  return { child, whole };
};

export const enter = async (
  call: Call,
  asked: {
    readonly childId: number;
    readonly requestId: string;
    readonly appliedOn: string;
    readonly values: Values;
    readonly reason: string;
  },
) => {
  const { tx, actor, now } = call;
  const on = localDate(now);
  const { childId, requestId, appliedOn } = asked;
  const { child, whole } = await holdWhole(call, childId);
  const there = await findByRequest(tx, requestId);
  if (there) return { applicationId: there.id, revision: there.revision, problems: [] };
  guard(decideApplied(appliedOn, on));
  const obstacles = await listObstacles(tx, childId);
  guard(decideBegin({ state: child.state, obstacles }, true));
  const prepared = await prepare(call, whole, asked.values, obstacles);
  if (!prepared.asked) return { applicationId: null, revision: null, problems: [...prepared.problems] };
  const kept = { ...prepared.asked, reason: asked.reason };
  const made = await insertApplication(tx, childId, requestId, appliedOn, kept, actor, now);
  const { values: rules } = await packOf(tx, actor.divisionCode, on);
  const key = { institutionId: child.institutionId, kind: 'key-change', subject: String(made.id) } as const;
  await openTask(tx, key, 'institution', rules.childChangeWithin, appliedOn);
  call.note(`key change ${made.id}`, { child: childId });
  return { applicationId: made.id, revision: made.revision, problems: [...prepared.problems] };
};

/** Mends an application that is held in the clerk's hands. */
export const mend = async (call: Call, row: ApplicationRow, values: Values, reason: string) => {
  const { child, whole } = await holdWhole(call, row.childId);
  const obstacles = (await listObstacles(call.tx, row.childId)).filter((each) => each !== 'key-change-open');
  guard(decideBegin({ state: child.state, obstacles }, true));
  const prepared = await prepare(call, whole, values, obstacles);
  if (!prepared.asked) return { applicationId: null, revision: null, problems: [...prepared.problems] };
  const { id, revision } = await saveValues(call.tx, row.id, { ...prepared.asked, reason }, call.actor);
  call.note(`key change ${id}`, { child: row.childId });
  return { applicationId: id, revision, problems: [...prepared.problems] };
};
