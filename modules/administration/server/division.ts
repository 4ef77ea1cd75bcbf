import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import {
  findMainOffice,
  findOffice,
  findOfficeLocked,
  listOpenAccounts,
  listSections,
  type OfficeRow,
} from '../../accounts/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { relationOf } from '../account-rules.ts';
import { compareLines, hasChanges } from '../division-lines.ts';
import type { DivisionLine } from '../filings.ts';
import * as store from './division-store.ts';

const linesOf = async (call: Call, office: OfficeRow): Promise<DivisionLine[]> => {
  const duties = new Map((await listSections(call.tx, office.id)).map((section) => [section.id, section.duties]));
  return (await listOpenAccounts(call.tx, office)).map((account) => ({
    accountId: account.id,
    login: account.login,
    office: account.officeName,
    person: account.personName,
    role: account.role,
    since: account.createdAt.toISOString(),
    duties: duties.get(account.officeId) ?? null,
  }));
};

const view = (row: store.DivisionFilingRow) => ({
  id: row.id,
  state: row.state,
  sentAt: row.sentAt.toISOString(),
  sentBy: row.sentBy,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decidedBy: row.decidedBy,
  reason: row.reason,
});

const myOffice = async (call: Call): Promise<OfficeRow> => {
  const office = await findMainOffice(call.tx, call.actor.level, call.actor.scope);
  if (!office) throw new Refused('administration.office-not-found');
  return office;
};

export const readMine = async (call: Call) => {
  const office = await myOffice(call);
  const filed = await store.newestOf(call.tx, office.id, 'filed');
  const newest = await store.newestOf(call.tx, office.id, null);
  const lines = compareLines(await linesOf(call, office), filed?.lines ?? null);
  return {
    office: office.name,
    level: office.level,
    lines,
    changed: filed !== null && hasChanges(lines),
    filing: newest ? view(newest) : null,
    filed: filed ? view(filed) : null,
    maySend: office.level !== 'ministry' && newest?.state !== 'sent' && (filed === null || hasChanges(lines)),
    today: localDate(call.now),
  };
};

export const sendMine = async (call: Call) => {
  const office = (await findOfficeLocked(call.tx, (await myOffice(call)).id)) as OfficeRow;
  if (office.level === 'ministry') throw new Refused('administration.nobody-above');
  const newest = await store.newestOf(call.tx, office.id, null);
  if (newest?.state === 'sent') throw new Refused('administration.filing-waits');
  const filed = await store.newestOf(call.tx, office.id, 'filed');
  const lines = await linesOf(call, office);
  if (filed && !hasChanges(compareLines(lines, filed.lines))) throw new Refused('administration.nothing-changed');
  const filingId = await store.insertDivision(call.tx, office.id, lines, call.actor.accountId, call.now);
  call.note(`office ${office.id}`, { filing: filingId, lines: lines.length });
  return { filingId };
};

/** A filing of an office directly below; anything else does not exist. */
const findBelow = async (call: Call, filingId: number) => {
  const filing = await store.findDivision(call.tx, filingId);
  const office = filing ? await findOffice(call.tx, filing.officeId) : null;
  if (!filing || !office || relationOf(call.actor, office) !== 'below')
    throw new Refused('administration.filing-not-found');
  return { filing, office };
};

export const listBelow = async (
  call: Call,
  input: { state: 'sent' | 'filed' | 'returned'; after?: string | null | undefined; limit: number },
) => {
  const rows = await store.listDivisionPage(
    call.tx,
    call.actor,
    input.state,
    input.after ? Number(input.after) : null,
    input.limit,
  );
  return {
    rows: rows.map((row) => ({ ...view(row), office: row.office, lines: row.lines.length })),
    next: rows.length === input.limit ? String(rows.at(-1)?.id ?? '') : null,
  };
};

export const readBelow = async (call: Call, filingId: number) => {
  const { filing, office } = await findBelow(call, filingId);
  const before = await store.newestOf(call.tx, office.id, 'filed', filing.id);
  call.note(`filing ${filingId}`);
  return { ...view(filing), office: office.name, lines: compareLines(filing.lines, before?.lines ?? null) };
};

export const decideBelow = async (call: Call, filingId: number, decision: 'file' | 'return', reason: string | null) => {
  if (decision === 'return' && (reason ?? '').length < 2) throw new Refused('administration.return-needs-reason');
  await findBelow(call, filingId);
  const done = await store.decideDivision(
    call.tx,
    filingId,
    decision === 'file' ? 'filed' : 'returned',
    call.actor,
    decision === 'return' ? reason : null,
    call.now,
  );
  if (done === 0) throw new Refused('administration.filing-decided');
  call.note(`filing ${filingId}`, { decision, ...(reason ? { reason } : {}) });
  return {};
};
