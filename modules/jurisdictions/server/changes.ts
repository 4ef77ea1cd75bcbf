import type { Actor, Level } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { codesOf, type DivisionChange, mayChangeTree } from '../division-change.ts';
import type { Figures, listAffected, readChange } from '../division-contract.ts';
import type { DivisionRegister } from '../divisions.ts';
import { beginningOf, type ChangeJob, carryOutJob } from './carry-out.ts';
import { titlesOf } from './change-titles.ts';
import { localDate } from './local-date.ts';
import { type Preview, previewOf } from './preview.ts';
import { currentRegister } from './reference.ts';
import { type ChangeRow, findChange } from './store-carry-out.ts';
import {
  countOfficeAccounts,
  insertChange,
  listFigures,
  listInstitutionNames,
  lockChange,
  moveChange,
  type NewChange,
} from './store-changes.ts';

const rank: Readonly<Record<Level, number>> = {
  ministry: 0,
  province: 1,
  prefecture: 2,
  county: 3,
  town: 4,
  institution: 5,
};

/** Drafts and applications are never dated further back than this many days: later records would have to be rewritten. */
const oldestDay = 366;

const refuseForeign = (actor: Actor, change: DivisionChange, register: DivisionRegister, on: string): void => {
  for (const code of codesOf(change))
    if (!register.find(code, on)) throw new Refused('jurisdictions.division-unknown', { code });
  if (!mayChangeTree(actor.scope, change, register, on)) throw new Refused('jurisdictions.division-not-below');
};

const refuseFarDay = (on: string, now: Date): void => {
  const days = (Date.parse(on) - Date.parse(localDate(now))) / 86_400_000;
  if (days < -oldestDay || days > oldestDay) throw new Refused('jurisdictions.day-too-far', { day: on });
};

/** A draft of a change below my division; refused at once when it cannot be. */
export const draft = async (call: Call, entry: Omit<NewChange, 'applied'>): Promise<{ changeId: number }> => {
  const { tx, actor, now } = call;
  refuseFarDay(entry.on, now);
  const register = await currentRegister(tx);
  refuseForeign(actor, entry.change, register, entry.on);
  const decision = await previewOf(tx, register, entry.change, entry.on);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  const path = actor.level === 'ministry' ? null : register.pathOf(actor.scope, localDate(now));
  const changeId = await insertChange(tx, actor, path, { ...entry, applied: false }, now);
  call.note(`change ${changeId}`, { kind: entry.change.kind, codes: [...codesOf(entry.change)].join(' ') });
  return { changeId };
};

/** An application of a county or prefecture for a self-defined division: a town below itself, a county beside its own. */
export const applyFor = async (
  call: Call,
  entry: Omit<NewChange, 'applied' | 'change'>,
  part: Extract<DivisionChange, { kind: 'found' }>['part'],
): Promise<{ changeId: number; code: string }> => {
  const { tx, actor, now } = call;
  refuseFarDay(entry.on, now);
  const register = await currentRegister(tx);
  const change: DivisionChange = { kind: 'found', part };
  const decision = await previewOf(tx, register, change, entry.on);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  // What it asks for must come from its own division.
  const own = (code: string): boolean => register.lineOf(code, entry.on).some((each) => each.code === actor.scope);
  if (!part.towns.every(own)) throw new Refused('jurisdictions.division-not-below');
  const path = register.pathOf(actor.scope, localDate(now));
  const changeId = await insertChange(tx, actor, path, { ...entry, change, applied: true }, now);
  call.note(`change ${changeId}`, { name: part.name, code: part.code });
  return { changeId, code: part.code };
};

const isAbove = (actor: Actor, entry: Pick<ChangeRow, 'level'>): boolean => rank[actor.level] < rank[entry.level];

const mayNow = (actor: Actor, entry: ChangeRow) => {
  const own = entry.level === actor.level && entry.scope === actor.scope;
  return {
    carryOut: entry.state === 'draft' && (entry.applied ? isAbove(actor, entry) : own),
    decide: entry.state === 'applied' && isAbove(actor, entry),
    withdraw:
      (own && ['draft', 'applied', 'planned'].includes(entry.state) && (!entry.applied || entry.state === 'applied')) ||
      (entry.applied && isAbove(actor, entry) && ['draft', 'planned'].includes(entry.state)),
  };
};

const getLocked = async (call: Call, changeId: number): Promise<ChangeRow> => {
  const entry = await lockChange(call.tx, changeId);
  if (!entry) throw new Refused('jurisdictions.not-found');
  return entry;
};

export const decide = async (
  call: Call,
  input: { changeId: number; decision: 'approve' | 'reject'; code: string | null; reason: string | null },
): Promise<{ state: 'draft' | 'rejected' }> => {
  const { tx, actor, now } = call;
  const entry = await getLocked(call, input.changeId);
  if (!mayNow(actor, entry).decide) throw new Refused('jurisdictions.change-not-open', { state: entry.state });
  const reason = input.reason || null;
  let { change } = entry;
  if (input.decision === 'reject') {
    if (!reason || reason.length < 2) throw new Refused('jurisdictions.rejection-needs-reason');
  } else {
    if (change.kind === 'found' && input.code) change = { ...change, part: { ...change.part, code: input.code } };
    const register = await currentRegister(tx);
    refuseForeign(actor, change, register, entry.inForceOn);
    const decision = await previewOf(tx, register, change, entry.inForceOn);
    if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  }
  const state: 'draft' | 'rejected' = input.decision === 'approve' ? 'draft' : 'rejected';
  await moveChange(tx, entry.id, state, { by: actor, at: now, reason, change });
  call.note(`change ${entry.id}`, { decision: input.decision });
  return { state };
};

/** Orders a change: the job carries it out at once or on its day. What the preview said must still be so. */
export const order = async (call: Call, changeId: number, expected: number): Promise<{ state: 'planned' }> => {
  const { tx, actor, now } = call;
  const entry = await getLocked(call, changeId);
  if (!mayNow(actor, entry).carryOut) throw new Refused('jurisdictions.change-not-open', { state: entry.state });
  const register = await currentRegister(tx);
  refuseForeign(actor, entry.change, register, entry.inForceOn);
  const decision = await previewOf(tx, register, entry.change, entry.inForceOn);
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  if (decision.value.moves.length !== expected)
    throw new Refused('jurisdictions.preview-changed', { expected, found: decision.value.moves.length });
  await moveChange(tx, changeId, 'planned', {
    by: actor,
    at: now,
    reason: entry.decisionReason,
    change: entry.change,
  });
  const later = entry.inForceOn > localDate(now) ? beginningOf(entry.inForceOn) : undefined;
  await call.services.jobs.plan(tx, carryOutJob, { changeId } satisfies ChangeJob, later);
  call.note(`change ${changeId}`, { institutions: expected, on: entry.inForceOn });
  return { state: 'planned' };
};

export const withdraw = async (call: Call, changeId: number): Promise<{ state: 'withdrawn' }> => {
  const entry = await getLocked(call, changeId);
  if (!mayNow(call.actor, entry).withdraw) throw new Refused('jurisdictions.change-not-open', { state: entry.state });
  await moveChange(call.tx, changeId, 'withdrawn', {
    by: call.actor,
    at: call.now,
    reason: entry.decisionReason,
    change: entry.change,
  });
  call.note(`change ${changeId}`);
  return { state: 'withdrawn' };
};

const figuresOf = async (call: Call, preview: Preview): Promise<Figures> => {
  const rows = await listFigures(
    call.tx,
    preview.moves.map((move) => move.from.id),
  );
  const sum = (key: Exclude<keyof (typeof rows)[number], 'id'>): number => rows.reduce((n, row) => n + row[key], 0);
  const closing = preview.offices.filter((office) => office.closes).length;
  return {
    institutions: preview.moves.length,
    children: sum('children'),
    classes: sum('classes'),
    accounts: sum('accounts'),
    basicReviews: sum('basicReviews'),
    childReviews: sum('childReviews'),
    openCases: sum('openCases'),
    runningImports: sum('runningImports'),
    offices: preview.offices.length - closing,
    closingOffices: closing,
    divisions: new Set([...preview.plan.ended, ...preview.plan.begun].map((division) => division.code)).size,
  };
};

export const rowView = (register: DivisionRegister, entry: ChangeRow) => ({
  id: entry.id,
  kind: entry.kind,
  state: entry.state as OutputOf<typeof readChange>['state'],
  applied: entry.applied,
  ...titlesOf(register, entry),
  inForceOn: entry.inForceOn,
  documentTitle: entry.documentTitle,
  documentNumber: entry.documentNumber,
  officeName: entry.officeName,
  draftedAt: entry.draftedAt.toISOString(),
});

const isOpen = (entry: ChangeRow): boolean => ['draft', 'applied', 'planned'].includes(entry.state);

/** A change with its preview while it is open. */
export const readOne = async (call: Call, changeId: number): Promise<OutputOf<typeof readChange>> => {
  const entry = await findChange(call.tx, changeId);
  if (!entry) throw new Refused('jurisdictions.not-found');
  const register = await currentRegister(call.tx);
  const decision = isOpen(entry) ? await previewOf(call.tx, register, entry.change, entry.inForceOn) : null;
  const preview = decision?.accepted ? decision.value : null;
  const codes = preview ? [...new Set([...preview.plan.ended, ...preview.plan.begun].map((each) => each.code))] : [];
  return {
    ...rowView(register, entry),
    change: entry.change as never,
    reason: entry.reason,
    draftedBy: entry.draftedBy,
    decidedBy: entry.decidedBy,
    decidedAt: entry.decidedAt?.toISOString() ?? null,
    decisionReason: entry.decisionReason,
    step: entry.step,
    done: entry.done,
    total: entry.total,
    finishedAt: entry.finishedAt?.toISOString() ?? null,
    figures: preview ? await figuresOf(call, preview) : null,
    problem: decision && !decision.accepted ? decision.refusal : entry.failure,
    divisions: codes.slice(0, 200).map((code) => ({
      code,
      before: register.fullNameOf(code, entry.inForceOn),
      after: preview?.after.fullNameOf(code, entry.inForceOn) ?? null,
    })),
    may: mayNow(call.actor, entry),
  };
};

const openPreview = async (
  call: Call,
  changeId: number,
): Promise<{ preview: Preview; register: DivisionRegister; on: string } | null> => {
  const entry = await findChange(call.tx, changeId);
  if (!entry) throw new Refused('jurisdictions.not-found');
  if (!isOpen(entry)) return null;
  const register = await currentRegister(call.tx);
  const decision = await previewOf(call.tx, register, entry.change, entry.inForceOn);
  return decision.accepted ? { preview: decision.value, register, on: entry.inForceOn } : null;
};

/** The institutions behind the figures, a page by their ids. */
export const listInstitutions = async (
  call: Call,
  input: { changeId: number; after?: string | null | undefined; limit: number },
): Promise<OutputOf<typeof listAffected>> => {
  const open = await openPreview(call, input.changeId);
  if (!open) return { rows: [], next: null };
  const { preview, register, on } = open;
  const moves = preview.moves.filter((move) => move.from.id > Number(input.after ?? 0)).slice(0, input.limit);
  const ids = moves.map((move) => move.from.id);
  const names = new Map((await listInstitutionNames(call.tx, ids)).map((row) => [row.id, row]));
  const figures = new Map((await listFigures(call.tx, ids)).map((row) => [row.id, row]));
  const placeName = (known: DivisionRegister, countyCode: string, townCode: string | null): string =>
    `${known.fullNameOf(countyCode, on) ?? countyCode}${townCode ? (known.find(townCode, on)?.name ?? '') : ''}`;
  const rows = moves.flatMap(({ from, to }) => {
    const [named, counted] = [names.get(from.id), figures.get(from.id)];
    if (!named || !counted) return [];
    return [
      {
        ...named,
        ...counted,
        from: placeName(register, from.countyCode, from.townCode),
        to: placeName(preview.after, to.countyCode, to.townCode),
      },
    ];
  });
  return { rows, next: moves.length === input.limit ? String(ids.at(-1)) : null };
};

/** The offices behind the figures with their open accounts, those of institutions last. */
export const listOffices = async (call: Call, changeId: number) => {
  const offices = (await openPreview(call, changeId))?.preview.offices ?? [];
  const counted = await countOfficeAccounts(
    call.tx,
    offices.map((office) => office.id),
  );
  const accounts = new Map(counted.map((row) => [row.id, row.accounts]));
  return [...offices]
    .sort((one, other) => rank[one.level as Level] - rank[other.level as Level] || one.id - other.id)
    .map(({ id, name, level, closes }) => ({ id, name, level, closes, accounts: accounts.get(id) ?? 0 }));
};
