import type { Actor } from '@xueqian/kernel/actor.ts';
import { guard, Refused } from '@xueqian/kernel/decision.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { readDivisionRegister } from '../../jurisdictions/server/index.ts';
import {
  type Demands,
  decideReach,
  decideTightening,
  type KindName,
  nameOfKey,
  nationalKinds,
  tighten,
} from '../kind.ts';
import { endKind, listKinds, saveKind, tightenKind } from '../kind-contract.ts';
import {
  findKind,
  insertKind,
  type KindRow,
  listKindRows,
  listTightenedFor,
  listTightenings,
  lockMyKind,
  saveEnded,
  saveTightening,
  type TighteningRow,
  updateKind,
} from './kind-store.ts';

type View = OutputOf<typeof listKinds>[number];

const isOf =
  ({ nationalCode, kindId }: { readonly nationalCode: string | null; readonly kindId: number | null }) =>
  (one: Pick<TighteningRow, 'nationalCode' | 'kindId'>): boolean =>
    one.nationalCode === nationalCode && one.kindId === kindId;
const isMine =
  ({ level, scope }: Actor) =>
  (one: { readonly level: string; readonly scope: string }): boolean =>
    one.level === level && one.scope === scope;

const height = ['county', 'prefecture', 'province'];
const isAbove = (level: string, actor: Actor): boolean => height.indexOf(level) > height.indexOf(actor.level);

/** What a kind asks of an institution now, under what the offices above it have made stricter; refused where it may not declare it. */
export const demandsOf = async (
  tx: Tx,
  institutionId: number,
  name: KindName,
): Promise<Demands & { readonly title: string | null }> => {
  const own = name.kindId === null ? null : await findKind(tx, name.kindId);
  const kind = own ?? (name.nationalCode === null ? null : nationalKinds.find(name.nationalCode));
  if (kind === null) throw new Refused('declarations.kind-not-found');
  if (own?.isEnded === true) throw new Refused('declarations.kind-ended', { title: own.title });
  const tightenings = (await listTightenedFor(tx, institutionId)).filter(isOf(name));
  return { ...tighten(kind, tightenings), title: own?.title ?? null };
};

const getMine = async (tx: Tx, actor: Actor, id: number, revision: number): Promise<KindRow> => {
  const kind = await lockMyKind(tx, actor, id);
  if (!kind) throw new Refused('declarations.kind-not-found');
  if (kind.revision !== revision) throw new Refused('declarations.kind-changed-meanwhile');
  return kind;
};

/** What is asked from above me of a kind that I did not lay down myself. */
const upperOf = (kind: Demands, tightenings: readonly TighteningRow[], actor: Actor): Demands =>
  tighten(
    kind,
    tightenings.filter((one) => !isMine(actor)(one)),
  );

export const kindHandlers: Handler[] = [
  handler(listKinds, async ({ tx, actor }) => {
    const register = await readDivisionRegister();
    const rows = await listKindRows(tx);
    const isInstitution = actor.level === 'institution';
    const tightened = actor.institutionId === null ? [] : await listTightenedFor(tx, actor.institutionId);
    const tightenings = isInstitution ? [] : await listTightenings(tx, actor);
    const demands = (name: KindName, kind: Demands) => {
      const upper = upperOf(kind, tightenings.filter(isOf(name)), actor);
      const asked = isInstitution ? tighten(kind, tightened.filter(isOf(name))) : kind;
      const mine = tightenings.filter(isOf(name)).find(isMine(actor));
      const { isReviewed = false, needsPapers = false } = mine ?? {};
      return {
        ...{ handling: asked.handling, needsPapers: asked.needsPapers, upper },
        tightening: isReviewed || needsPapers ? { isReviewed, needsPapers } : null,
      };
    };
    const national = nationalKinds.list.map((kind): View => {
      const name = { nationalCode: kind.code, kindId: null };
      return {
        ...{ kind: kind.code, title: null, what: null, divisions: [], institutionKinds: null, officeName: null },
        ...{ revision: 0, isMine: false, isFromAbove: !isInstitution, isEnded: false, ...demands(name, kind) },
      };
    });
    const own = rows.map((kind): View => {
      const name = { nationalCode: null, kindId: kind.id };
      return {
        ...{ kind: `k${kind.id}`, title: kind.title, what: kind.what, officeName: kind.officeName },
        divisions: kind.divisions.map((code) => ({ code, name: register.fullNameOf(code) ?? code })),
        institutionKinds: kind.institutionKinds === null ? null : [...kind.institutionKinds],
        ...{ revision: kind.revision, isMine: isMine(actor)(kind), isEnded: kind.isEnded },
        isFromAbove: !isInstitution && isAbove(kind.level, actor),
        ...demands(name, kind),
      };
    });
    return [...national, ...own].filter(({ isEnded }) => !isInstitution || !isEnded);
  }),
  handler(saveKind, async ({ tx, actor, now, note }, { kindId, revision, requestId, ...given }) => {
    const terms = { ...given, divisions: given.divisions.length === 0 ? [actor.scope] : given.divisions };
    const register = await readDivisionRegister();
    guard(decideReach(actor.scope, terms.divisions, (code) => register.lineOf(code).map((each) => each.code)));
    if (kindId === null) {
      const made = await insertKind(tx, terms, requestId, actor, now);
      if (made === null) throw new Refused('declarations.kind-not-found');
      note(`division ${actor.scope}`, { kindId: made, title: terms.title });
      return { kindId: made, revision: 1 };
    }
    const kind = await getMine(tx, actor, kindId, revision);
    await updateKind(tx, kindId, terms, actor, now);
    note(`division ${actor.scope}`, { kindId, title: terms.title });
    return { kindId, revision: kind.revision + 1 };
  }),
  handler(endKind, async ({ tx, actor, now, note }, { kindId, revision, ends }) => {
    const kind = await getMine(tx, actor, kindId, revision);
    if (kind.isEnded === ends) throw new Refused('declarations.kind-changed-meanwhile');
    await saveEnded(tx, kindId, ends, actor, now);
    note(`division ${actor.scope}`, { kindId, title: kind.title, ends });
    return { revision: kind.revision + 1 };
  }),
  handler(tightenKind, async ({ tx, actor, now, note }, { kind: key, ...own }) => {
    const name = nameOfKey(key);
    const row = name.kindId === null ? null : await findKind(tx, name.kindId);
    const kind = row ?? (name.nationalCode === null ? null : nationalKinds.find(name.nationalCode));
    if (kind === null || row?.isEnded === true) throw new Refused('declarations.kind-not-found');
    if (row !== null && !isAbove(row.level, actor)) throw new Refused('declarations.kind-not-from-above');
    const tightenings = (await listTightenings(tx, actor)).filter(isOf(name));
    guard(decideTightening(upperOf(kind, tightenings, actor), own));
    await saveTightening(tx, name, own, actor, now);
    note(`division ${actor.scope}`, { kind: key, ...own });
    return own;
  }),
];
