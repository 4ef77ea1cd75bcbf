import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { decideBasicConfirm, decideBasicReview, isUnderReview } from '../basic-review.ts';
import {
  confirmBasic,
  listBasicReviews,
  listInstitutions,
  readInstitution,
  reviewBasic,
  saveBasicDraft,
  searchInstitutions,
  submitBasic,
} from '../contract.ts';
import { type BasicSection, basicSection, type SectionState } from '../institution.ts';
import {
  bringIntoForce,
  insertVersion,
  listVersions,
  listWaiting,
  newestLocked,
  saveConfirmation,
  saveReview,
  saveSectionState,
  updateVersion,
  type VersionRow,
} from './basic-store.ts';
import { followReview, guard, type InstitutionMeans, sectionHandlers } from './section-handlers.ts';
import { findInstitution, listPage, searchByName } from './store.ts';

export { type Admitted, admitInstitution } from './admit.ts';
export { countSince, type FileInForce, listIdsAfter, readFilesInForce } from './profile-store.ts';
export type { InstitutionMeans } from './section-handlers.ts';
export { findPlace, type InstitutionPlace, listPlacesByCode, searchByName } from './store.ts';
export { type TakenOver, type TakeOverPlace, takeOverInstitutions } from './take-over.ts';
export { institutionTasks } from './tasks.ts';

/** Names of constraints of this schema that a request can meet. */
export const institutionConstraints = {
  basic_versions_pkey: 'institutions.basic-changed-meanwhile',
  basic_return_has_a_reason: 'institutions.return-needs-reason',
  section_versions_pkey: 'institutions.section-changed-meanwhile',
  section_return_has_a_reason: 'institutions.return-needs-reason',
  basic_confirmed_by_another_person: 'institutions.section-confirmed-by-another',
  section_confirmed_by_another_person: 'institutions.section-confirmed-by-another',
} as const;

const iso = (at: Date | null): string | null => (at ? at.toISOString() : null);

const versionView = (row: VersionRow) => ({
  ...row,
  // Stored sections of older forms keep the fields they know; what no longer fits is left out, not invented.
  fields: basicSection.partial().catch({}).parse(row.fields),
  enteredAt: iso(row.enteredAt),
  submittedAt: iso(row.submittedAt),
  confirmedAt: iso(row.confirmedAt),
  returnedAt: iso(row.returnedAt),
  reviewedAt: iso(row.reviewedAt),
});

const mayNow = (actor: Actor, state: SectionState) => ({
  edit: may('institutions.edit-basic', actor) && !isUnderReview(state),
  submit: may('institutions.submit-basic', actor) && !isUnderReview(state),
  confirm: may('institutions.confirm-sections', actor) && state === 'entered',
  review: may('institutions.review-basic', actor) && state === 'submitted',
});

/** As the trail may show it: a number of a person's telephone by its ends. */
const masked = (fields: Partial<BasicSection>): Partial<BasicSection> =>
  fields.contactPhone
    ? { ...fields, contactPhone: `${fields.contactPhone.slice(0, 3)}****${fields.contactPhone.slice(-2)}` }
    : fields;

const save = async (call: Call, institutionId: number, state: 'draft' | 'entered', fields: Partial<BasicSection>) => {
  const { tx, actor, now } = call;
  const newest = await newestLocked(tx, institutionId);
  if (newest && isUnderReview(newest.state)) throw new Refused('institutions.basic-under-review');
  const before = newest && (await listVersions(tx, institutionId, [newest.version]))[0]?.fields;
  const goesOn = newest && newest.state !== 'approved';
  const version = goesOn ? newest.version : (newest?.version ?? 0) + 1;
  const changed = goesOn
    ? await updateVersion(tx, institutionId, version, state, fields, actor, now)
    : await insertVersion(tx, institutionId, version, state, fields, actor, now);
  if (changed === 0) throw new Refused('institutions.not-found');
  await saveSectionState(tx, institutionId, state, false);
  call.note(`institution ${institutionId}`, {
    version,
    ...changedFields(before ?? {}, fields, masked(before ?? {}), masked(fields)),
  });
  return { version };
};

const basicHandlers = (means: InstitutionMeans): Handler[] => [
  handler(listInstitutions, async (call, input) => {
    const rows = await listPage(
      call.tx,
      { division: input.division, name: input.name, basicState: input.basicState },
      input.after ?? null,
      input.limit,
    );
    return { rows, next: rows.length === input.limit ? (rows.at(-1)?.code ?? null) : null };
  }),
  handler(searchInstitutions, (call, input) => searchByName(call.tx, input.text)),
  handler(readInstitution, async (call, input) => {
    const head = await findInstitution(call.tx, input.institutionId);
    if (!head) throw new Refused('institutions.not-found');
    const versions = await listVersions(call.tx, input.institutionId, null);
    const newest = versions[0] ?? null;
    let inForce = versions.find((version) => version.version === head.inForceVersion) ?? null;
    if (!inForce && head.inForceVersion !== null) {
      inForce = (await listVersions(call.tx, input.institutionId, [head.inForceVersion]))[0] ?? null;
    }
    return {
      institution: head,
      inForce: inForce ? versionView(inForce) : null,
      newest: newest && newest.version !== inForce?.version ? versionView(newest) : null,
      may: mayNow(call.actor, newest?.state ?? 'empty'),
    };
  }),
  handler(saveBasicDraft, (call, input) => save(call, input.institutionId, 'draft', input.fields)),
  handler(submitBasic, (call, input) => save(call, input.institutionId, 'entered', input.fields)),
  handler(confirmBasic, async (call, { institutionId, version, revision, decision, ...input }) => {
    const { tx, actor, now } = call;
    const newest = await newestLocked(tx, institutionId);
    if (!newest) throw new Refused('institutions.not-found');
    const reason = input.reason || null;
    const state = guard(decideBasicConfirm(newest, { version, revision }, decision, reason, actor.accountId));
    await saveConfirmation(tx, institutionId, version, state, actor, now, reason);
    await saveSectionState(tx, institutionId, state, state === 'submitted');
    if (state === 'submitted') await followReview(call, institutionId, 'basic', 'asked');
    call.note(`institution ${institutionId}`, { version, decision, reason });
    return { state };
  }),
  handler(listBasicReviews, async (call, input) => {
    const [at, id] = input.after?.split('|') ?? [];
    const rows = await listWaiting(call.tx, at && id ? { at, id: Number(id) } : null, input.limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ ...row, confirmedAt: row.confirmedAt.toISOString() })),
      next: rows.length === input.limit && last ? `${last.confirmedAt.toISOString()}|${last.institutionId}` : null,
    };
  }),
  handler(reviewBasic, async (call, input) => {
    const { tx, actor, now } = call;
    const newest = await newestLocked(tx, input.institutionId);
    if (!newest) throw new Refused('institutions.not-found');
    const reason = input.reason || null;
    const state = guard(decideBasicReview(newest, input, input.decision, reason));
    await saveReview(tx, input.institutionId, input.version, state, actor, now, reason);
    if (state === 'approved') {
      await bringIntoForce(tx, input.institutionId, input.version);
      await followReview(call, input.institutionId, 'basic', 'done');
      await means.fileChanged(call, input.institutionId);
    } else {
      await saveSectionState(tx, input.institutionId, 'returned', false);
      await followReview(call, input.institutionId, 'basic', 'returned');
    }
    call.note(`institution ${input.institutionId}`, { version: input.version, decision: input.decision });
    return { state };
  }),
];

export const institutionHandlers = (means: InstitutionMeans): Handler[] => [
  ...basicHandlers(means),
  ...sectionHandlers(means),
];
