import { Refused } from '@xueqian/kernel/decision.ts';
import type { DueDate } from '@xueqian/kernel/due-date.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import { checkUnifiedCreditCode } from '@xueqian/kernel/unified-credit-code.ts';
import { nationalCalendar } from '@xueqian/kernel/working-calendar.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { maskPhone, sealKinds } from '../../administration/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { deadlineFrom } from '../../jurisdictions/policy-pack.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { admissionActs, type FormDraft, neededScans, unfinishedFields } from '../application.ts';
import type { listApplications, removeScan, saveApplication } from '../contract.ts';
import { actsOf, decideAct, isMine, waitsFor } from '../rules.ts';
import { ensureTownOf, placeNames, placeOfCounty } from './place.ts';
import { clockOf, ensure, hold, rulesOf, take, waitingFor } from './steps.ts';
import * as store from './store.ts';
import { lockUnlicensed } from './store-unlicensed.ts';

type Listed = Pick<
  store.ApplicationRow,
  'id' | 'state' | 'name' | 'kind' | 'nature' | 'countyCode' | 'code' | 'stateSince' | 'dueOn' | 'dueNotKnown'
>;

const lineOf = (row: Listed, call: Pick<Call, 'actor' | 'now'>, countyName: string) => {
  const { id, state, name, kind, nature, code } = row;
  const act = waitsFor[state];
  const mine = act !== null && isMine(call.actor, act, row);
  return {
    id,
    state,
    name,
    kind,
    nature,
    countyName,
    code,
    since: row.stateSince.toISOString(),
    mine,
    ...clockOf(row, call.now),
  };
};

export const list = async (call: Call, input: InputOf<typeof listApplications>) => {
  const rows = await store.listRows(
    call.tx,
    {
      waiting: input.show === 'mine' ? waitingFor(call.actor) : null,
      openOnly: input.show === 'open',
      state: input.state ?? null,
      text: input.text || null,
    },
    input.after ? Number(input.after) : null,
    input.limit,
  );
  const names = await placeNames(call.tx);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => lineOf(row, call, names.countyOf(row.countyCode))),
    next: last ? String(last.id) : null,
  };
};

/** The last day for the new institution's own entries, from the hand-over of its accounts (Binhai measures, article 13). */
const completeBy = async (call: Call, countyCode: string, steps: readonly store.StepRow[]): Promise<DueDate> => {
  const opened = steps.find(({ act }) => act === 'hand-over');
  if (!opened) return null;
  const { firstEntriesWithin } = await rulesOf(call, countyCode);
  const due = deadlineFrom(firstEntriesWithin, localDate(opened.at), nationalCalendar);
  if (due === null) return null;
  return due.ok ? due.value : 'not-known';
};

export const read = async (call: Call, applicationId: number) => {
  const found = await store.findApplication(call.tx, applicationId);
  if (!found) throw new Refused('admission.not-found');
  const names = await placeNames(call.tx);
  const steps = await store.listSteps(call.tx, applicationId);
  const phone = found.principalPhoneSealed && call.services.sealer.open(sealKinds.phone, found.principalPhoneSealed);
  call.note(`application ${applicationId}`);
  return {
    ...lineOf(found, call, names.countyOf(found.countyCode)),
    revision: found.revision,
    handledBy: found.handledBy ?? (await rulesOf(call, found.countyCode)).way,
    fields: found.fields,
    townName: names.townOf(found.fields.townCode),
    principalPhoneMasked: phone ? maskPhone(phone) : null,
    unlicensedId: found.unlicensedId,
    institutionId: found.admittedAs,
    scans: (await store.listScans(call.tx, applicationId)).map(({ fileKey: _kept, ...scan }) => scan),
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    completeBy: await completeBy(call, found.countyCode, steps),
    may: actsOf(found, call.actor, admissionActs),
  };
};

type SaveInput = InputOf<typeof saveApplication>;

const sealPhone = (call: Call, phone: string | null, before: Buffer | null): Buffer | null => {
  if (phone === null) return before;
  return phone === '' ? null : call.services.sealer.seal(sealKinds.phone, phone).sealed;
};

const start = async (call: Call, input: SaveInput) => {
  const place = await placeOfCounty(call);
  const unlicensedId = input.unlicensedId ?? null;
  if (unlicensedId !== null) {
    const record = await lockUnlicensed(call.tx, unlicensedId);
    if (!record) throw new Refused('admission.unlicensed-not-found');
    if (record.state !== 'recorded') throw new Refused('admission.unlicensed-no-more');
  }
  const values = { fields: input.fields, principalPhoneSealed: sealPhone(call, input.principalPhone, null) };
  const applicationId = await store.insertApplication(call.tx, place, values, unlicensedId, call.now);
  await store.insertStep(call.tx, { ...place, id: applicationId }, 'enter', call.actor, call.now);
  call.note(`application ${applicationId}`, changedFields({}, input.fields));
  return { applicationId, revision: 1 };
};

export const save = async (call: Call, input: SaveInput) => {
  await ensureTownOf(call, input.fields.townCode);
  if (input.applicationId === null) return start(call, input);
  const before = await hold(call, input.applicationId);
  ensure(decideAct(before, 'enter', call.actor, input.revision ?? 0));
  // What has been handed in once keeps a name, a kind and a nature.
  const kept: FormDraft =
    before.state === 'returned'
      ? {
          ...input.fields,
          name: input.fields.name || before.name,
          kind: input.fields.kind ?? before.fields.kind,
          nature: input.fields.nature ?? before.fields.nature,
        }
      : input.fields;
  await store.updateForm(call.tx, before.id, {
    fields: kept,
    principalPhoneSealed: sealPhone(call, input.principalPhone, before.principalPhoneSealed),
  });
  call.note(`application ${before.id}`, changedFields(before.fields, kept));
  return { applicationId: before.id, revision: before.revision + 1 };
};

export const submit = async (call: Call, applicationId: number, revision: number) => {
  const application = await hold(call, applicationId);
  const { way } = await rulesOf(call, application.countyCode);
  ensure(decideAct(application, 'submit', call.actor, revision, way));
  const { fields } = application;
  const open = unfinishedFields(fields, application.principalPhoneSealed !== null);
  if (open.length > 0) throw new Refused('admission.form-incomplete', { fields: open.length });
  if (fields.creditCode && !checkUnifiedCreditCode(fields.creditCode).ok)
    throw new Refused('admission.credit-code-wrong');
  const there = new Set((await store.listScans(call.tx, applicationId)).map(({ kind }) => kind));
  const missing = neededScans(fields.nature ?? '').filter((kind) => !there.has(kind));
  if (missing.length > 0) throw new Refused('admission.scans-missing', { papers: missing.length });
  await store.saveWay(call.tx, applicationId, way, call.actor);
  return take(call, application, 'submit', revision, null, way);
};

export const dropScan = async (call: Call, { applicationId, scanId }: InputOf<typeof removeScan>) => {
  const application = await hold(call, applicationId);
  ensure(decideAct(application, 'enter', call.actor, application.revision));
  const removed = await store.deleteScan(call.tx, applicationId, scanId);
  if (!removed) throw new Refused('admission.scan-not-found');
  call.afterCommit(() => void call.services.files.remove(removed.fileKey));
  call.note(`application ${applicationId}`, { fileName: removed.fileName, kind: removed.kind });
  return {};
};
