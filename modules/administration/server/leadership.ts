import { Refused } from '@xueqian/kernel/decision.ts';
import { normaliseName } from '@xueqian/kernel/personal-name.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { findMainOffice, findOfficeLocked, type OfficeRow } from '../../accounts/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { deadlineFrom } from '../../jurisdictions/policy-pack.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import { commitmentEdition, differs, isPrincipal, type Member } from '../leadership-rules.ts';
import { maskPhone, readPhone, sealKinds } from './accounts.ts';
import * as store from './leadership-store.ts';

const myOffice = async (call: Call): Promise<OfficeRow> => {
  const main = await findMainOffice(call.tx, 'institution', call.actor.scope);
  const office = main ? await findOfficeLocked(call.tx, main.id) : null;
  if (!office) throw new Refused('administration.office-not-found');
  return office;
};

const commitmentOf = async (call: Call, officeId: number) => {
  const found = await store.findCommitment(call.tx, officeId, commitmentEdition);
  return {
    principal: found.principal,
    signedAt: found.signedAt?.toISOString() ?? null,
    signedName: found.signedName,
    edition: commitmentEdition,
  };
};

/** The day by which a change has to be reported to the county (policy value operatorChangeReportedWithin). */
const dueOf = async (call: Call, changedOn: string): Promise<string | null> => {
  const pack = await packOf(call.tx, call.actor.divisionCode, localDate(call.now));
  const due = deadlineFrom(pack.values.operatorChangeReportedWithin, changedOn, nationalCalendar);
  return due?.ok ? due.value : null;
};

const sentMembers = (filing: store.FilingRow | null): readonly Member[] | null =>
  filing && filing.state !== 'returned' ? filing.members : null;

export const readGroup = async (call: Call) => {
  const office = await myOffice(call);
  const members = await store.listMembers(call.tx, office.id);
  const filing = await store.newestFiling(call.tx, office.id);
  const changed = differs(members, sentMembers(filing));
  const changedOn = changed ? await store.changedOn(call.tx, office.id, filing?.sentAt ?? null) : null;
  return {
    institution: office.name,
    members: members.map(({ phoneSealed, ...row }) => ({
      ...row,
      phoneMasked: phoneSealed ? maskPhone(call.services.sealer.open(sealKinds.phone, phoneSealed)) : null,
    })),
    changed,
    dueOn: changedOn ? await dueOf(call, changedOn) : null,
    filing: filing
      ? {
          state: filing.state,
          sentAt: filing.sentAt.toISOString(),
          decidedAt: filing.decidedAt?.toISOString() ?? null,
          reason: filing.reason,
        }
      : null,
    commitment: await commitmentOf(call, office.id),
    today: localDate(call.now),
  };
};

export const addMember = async (
  call: Call,
  input: { name: string; post: Member['post']; phone: string; sinceOn: string },
) => {
  const office = await myOffice(call);
  const name = normaliseName(input.name);
  if (!name.ok) throw new Refused('administration.name-wrong');
  if (input.sinceOn > localDate(call.now)) throw new Refused('administration.day-lies-ahead');
  const members = await store.listMembers(call.tx, office.id);
  if (input.post === 'head' && members.some((one) => one.post === 'head'))
    throw new Refused('administration.head-there-already');
  if (members.some((one) => one.post === input.post && one.name === name.name))
    throw new Refused('administration.member-there-already');
  const phoneSealed = call.services.sealer.seal(sealKinds.phone, readPhone(input.phone)).sealed;
  const leaderId = await store.insertMember(
    call.tx,
    office.id,
    { name: name.name, post: input.post, phoneSealed, sinceOn: input.sinceOn },
    call.actor.accountId,
    call.now,
  );
  call.note(`office ${office.id}`, changedFields({}, { member: name.name, post: input.post, sinceOn: input.sinceOn }));
  return { leaderId };
};

export const endMember = async (call: Call, leaderId: number, untilOn: string) => {
  const office = await myOffice(call);
  const member = (await store.listMembers(call.tx, office.id)).find((one) => one.id === leaderId);
  if (!member) throw new Refused('administration.member-not-found');
  if (untilOn > localDate(call.now) || untilOn < member.sinceOn) throw new Refused('administration.day-lies-ahead');
  await store.endMember(call.tx, leaderId, untilOn);
  call.note(`office ${office.id}`, {
    ...{ member: member.name, post: member.post },
    ...changedFields({ untilOn: null }, { untilOn }),
  });
  return {};
};

export const sendGroup = async (call: Call) => {
  const office = await myOffice(call);
  const members = await store.listMembers(call.tx, office.id);
  if (!members.some((one) => one.post === 'head')) throw new Refused('administration.group-needs-a-head');
  const filing = await store.newestFiling(call.tx, office.id);
  if (filing?.state === 'sent') throw new Refused('administration.filing-waits');
  if (!differs(members, sentMembers(filing))) throw new Refused('administration.nothing-changed');
  const changedOn = (await store.changedOn(call.tx, office.id, filing?.sentAt ?? null)) ?? localDate(call.now);
  const filingId = await store.insertFiling(
    call.tx,
    office.id,
    members.map(({ name, post, sinceOn }) => ({ name, post, sinceOn })),
    { changedOn, dueOn: await dueOf(call, changedOn) },
    call.actor.accountId,
    call.now,
  );
  const listed = (group: readonly { name: string; post: string }[]) =>
    group.map(({ name, post }) => `${name} ${post}`).join(', ') || null;
  call.note(`office ${office.id}`, {
    filing: filingId,
    ...changedFields({ members: listed(sentMembers(filing) ?? []) }, { members: listed(members) }),
  });
  return { filingId };
};

/** Signed by the holder of the review account with his own name; again when another person holds it. */
export const sign = async (call: Call, name: string) => {
  const office = await myOffice(call);
  const written = normaliseName(name);
  if (!written.ok || !isPrincipal(call.actor, written.name)) throw new Refused('administration.sign-with-your-name');
  await store.insertCommitment(call.tx, office.id, written.name, commitmentEdition, call.actor.accountId, call.now);
  call.note(`office ${office.id}`, { edition: commitmentEdition });
  return commitmentOf(call, office.id);
};

export const listGroups = async (
  call: Call,
  input: {
    show: 'all' | 'waiting' | 'unsigned' | 'missing';
    text?: string | undefined;
    after?: string | null | undefined;
    limit: number;
  },
) => {
  const rows = await store.listGroups(
    call.tx,
    call.actor.scope,
    { ...input, text: input.text || null, edition: commitmentEdition },
    input.after ?? '',
  );
  return {
    rows: rows.map((row) => ({
      institutionId: row.institutionId,
      institution: row.institution,
      code: row.code,
      filingId: row.filingId,
      state: row.state,
      sentAt: row.sentAt?.toISOString() ?? null,
      overdue: row.sentAt !== null && row.dueOn !== null && localDate(row.sentAt) > row.dueOn,
      members: row.members ?? [],
      commitment: {
        principal: row.principal,
        signedAt: row.signedAt?.toISOString() ?? null,
        signedName: row.signedName,
      },
    })),
    next: rows.length === input.limit ? (rows.at(-1)?.code ?? null) : null,
  };
};

export const decideGroup = async (call: Call, filingId: number, decision: 'file' | 'return', reason: string | null) => {
  if (decision === 'return' && (reason ?? '').length < 2) throw new Refused('administration.return-needs-reason');
  const done = await store.decideFiling(
    call.tx,
    filingId,
    decision === 'file' ? 'filed' : 'returned',
    call.actor.accountId,
    decision === 'return' ? reason : null,
    call.now,
  );
  if (done === 0) throw new Refused('administration.filing-not-found');
  call.note(`filing ${filingId}`, { decision, ...(reason ? { reason } : {}) });
  return {};
};
