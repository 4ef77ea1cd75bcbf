import type { Actor } from '@xueqian/kernel/actor.ts';
import { type Decision, Refused } from '@xueqian/kernel/decision.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import { type Call, type Handler, handler } from '@xueqian/platform/handler.ts';
import { closeTask, openTask, pauseTask } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import type { FiledClass, StoredMember } from '../profile.ts';
import {
  decideConfirm,
  decideReview,
  decideSave,
  decideSubmit,
  type FiledSection,
  filedSections,
  isPeriodOf,
  openHalfYears,
  sectionDuty,
  sectionEditors,
  type VersionState,
} from '../section.ts';
import {
  confirmSection,
  listSectionReviews,
  listSections,
  readSection,
  reviewSection,
  type ShownFields,
  type ShownVersion,
  saveBuildings,
  saveConditions,
  saveFinance,
  saveStaff,
  submitSection,
  takeClasses,
} from '../section-contract.ts';
import {
  type Fields,
  findVersion,
  findVersions,
  insertDraft,
  insertHead,
  listConfirmed,
  listHeads,
  lockSection,
  type SectionKey,
  type SectionVersion,
  saveApproved,
  saveConfirmed,
  saveNewest,
  saveReturned,
  saveSubmitted,
  updateDraft,
} from './section-store.ts';
import { maskStaff, sealStaff } from './staff-numbers.ts';
import { findInstitution, findPlace } from './store.ts';

/** What later modules lend: the classes of the day, and what has to happen when the file of an institution changed. */
export type InstitutionMeans = {
  readonly listClasses: (call: Pick<Call, 'tx'>, institutionId: number) => Promise<FiledClass[]>;
  readonly fileChanged: (call: Pick<Call, 'tx' | 'actor' | 'now'>, institutionId: number) => Promise<void>;
};

/** The value of a decision; a refusal is thrown. */
export const guard = <T>(decision: Decision<T>): T => {
  if (!decision.accepted) throw new Refused(decision.refusal.code, decision.refusal.facts);
  return decision.value;
};

/** Sections that this account's office lets come into force. */
const reviewedBy = (actor: Actor): FiledSection[] =>
  filedSections.filter((section) => may(sectionDuty[section], actor));

export { reviewedBy as sectionsReviewedBy };

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

const view = (call: Call, row: SectionVersion): ShownVersion => ({
  version: row.version,
  revision: row.revision,
  state: row.state,
  fields: ('staff' in row.fields
    ? { ...row.fields, staff: maskStaff(call.services.sealer, row.fields['staff'] as StoredMember[]) }
    : row.fields) as ShownFields,
  entered: personOf(row.enteredBy, row.enteredAt),
  submitted: personOf(row.submitter, row.submittedAt),
  confirmed: personOf(row.confirmedBy, row.confirmedAt),
  reviewed: personOf(row.reviewedBy, row.reviewedAt),
  reviewOffice: row.reviewOffice,
  returned: personOf(row.returnedBy, row.returnedAt),
  reason: row.reason,
});

const mayNow = (actor: Actor, section: FiledSection, state: VersionState | null) => {
  const edits = may('institutions.edit-sections', actor) && sectionEditors[section].includes(actor.role);
  const open = state !== 'submitted' && state !== 'confirmed';
  return {
    edit: edits && open,
    submit: edits && (state === 'draft' || state === 'returned'),
    confirm: may('institutions.confirm-sections', actor) && state === 'submitted',
    review: may('institutions.review-sections', actor) && may(sectionDuty[section], actor) && state === 'confirmed',
  };
};

const subjectOf = ({ institutionId }: Pick<SectionKey, 'institutionId'>): string => `institution ${institutionId}`;
const requirePeriod = (call: Call, { section, period }: SectionKey): void => {
  if (!isPeriodOf(section, period, localDate(call.now))) throw new Refused('institutions.section-period-closed');
};

/** The county's clock for a section: five working days where nothing else is laid down (specification, article 14). */
export const followReview = async (
  { tx, actor, now }: Pick<Call, 'tx' | 'actor' | 'now'>,
  institutionId: number,
  subject: string,
  step: 'asked' | 'returned' | 'done',
): Promise<void> => {
  const on = localDate(now);
  const key = { institutionId, kind: 'section-review', subject } as const;
  if (step === 'returned') return pauseTask(tx, key, on);
  if (step === 'done') return closeTask(tx, key, on);
  const { values } = await packOf(tx, actor.divisionCode, on);
  return openTask(tx, key, 'county', values.declarationWithin, on);
};
const taskSubject = ({ section, period }: SectionKey): string => `${section} ${period}`.trim();

/** The section held, with its newest version as the asker sees it. */
const hold = async (call: Call, key: SectionKey) => {
  const head = await lockSection(call.tx, key);
  return { head, newest: head ? await findVersion(call.tx, key, head.newestVersion) : null };
};

const save = async (
  call: Call,
  key: SectionKey,
  known: number | null,
  fieldsFrom: (newest: SectionVersion | null) => Fields | Promise<Fields>,
) => {
  const { tx, actor, now } = call;
  if (!(await findPlace(tx, key.institutionId))) throw new Refused('institutions.not-found');
  requirePeriod(call, key);
  const made = await insertHead(tx, key);
  const { newest } = await hold(call, key);
  // Somebody else began the same section a moment ago.
  if (made === 0 && newest === null) throw new Refused('institutions.section-changed-meanwhile');
  const { version, revision, isNew } = guard(decideSave(newest, key.section, actor.role, known));
  const fields = await fieldsFrom(newest);
  if (isNew) await insertDraft(tx, key, version, fields, actor, now);
  else await updateDraft(tx, key, version, revision, fields, actor, now);
  await saveNewest(tx, key, 'draft', version);
  call.note(subjectOf(key), { section: key.section, period: key.period, version, revision });
  return { version, revision };
};

const saveHandlers: Handler[] = [
  handler(saveBuildings, (call, { institutionId, period, revision, fields }) =>
    save(call, { institutionId, section: 'buildings', period }, revision, () => fields),
  ),
  handler(saveConditions, (call, { institutionId, period, revision, fields }) =>
    save(call, { institutionId, section: 'conditions', period }, revision, () => fields),
  ),
  handler(saveFinance, (call, { institutionId, period, revision, fields }) =>
    save(call, { institutionId, section: 'finance', period }, revision, () => fields),
  ),
  handler(saveStaff, (call, { institutionId, period, revision, fields }) =>
    save(call, { institutionId, section: 'staff', period }, revision, (newest) => ({
      staff: sealStaff(call.services.sealer, fields.staff, (newest?.fields['staff'] ?? []) as StoredMember[]),
    })),
  ),
];

const decisionHandlers = (means: InstitutionMeans): Handler[] => [
  handler(submitSection, async (call, { version, revision, ...key }) => {
    const { tx, actor, now } = call;
    const { head, newest } = await hold(call, key);
    if (!head) throw new Refused('institutions.section-not-found');
    const inForce = head.inForceVersion === null ? null : await findVersion(tx, key, head.inForceVersion);
    guard(
      decideSubmit(newest, { version, revision }, key.section, actor.role, newest?.fields, inForce?.fields ?? null),
    );
    await saveSubmitted(tx, key, version, actor, now);
    await saveNewest(tx, key, 'submitted');
    call.note(subjectOf(key), { section: key.section, period: key.period, version });
    return { state: 'submitted' } as const;
  }),
  handler(confirmSection, async (call, { version, revision, decision, reason, ...key }) => {
    const { tx, actor, now } = call;
    const { newest } = await hold(call, key);
    if (!newest) throw new Refused('institutions.section-not-found');
    const state = guard(decideConfirm(newest, { version, revision }, decision, reason, actor.accountId));
    if (state === 'confirmed') {
      await saveConfirmed(tx, key, version, actor, now);
      await followReview(call, key.institutionId, taskSubject(key), 'asked');
    } else await saveReturned(tx, key, version, actor, now, reason);
    await saveNewest(tx, key, state);
    call.note(subjectOf(key), { section: key.section, period: key.period, version, decision, reason });
    return { state };
  }),
  handler(reviewSection, async (call, { version, revision, decision, reason, ...key }) => {
    const { tx, actor, now } = call;
    const { head, newest } = await hold(call, key);
    if (!head) throw new Refused('institutions.section-not-found');
    const holdsDuty = may(sectionDuty[key.section], actor);
    const state = guard(decideReview(newest, { version, revision }, decision, reason, holdsDuty));
    if (state === 'approved') {
      await saveApproved(tx, key, version, actor, now);
      await followReview(call, key.institutionId, taskSubject(key), 'done');
      await means.fileChanged(call, key.institutionId);
    } else {
      await saveReturned(tx, key, version, actor, now, reason);
      await followReview(call, key.institutionId, taskSubject(key), 'returned');
      await saveNewest(tx, key, 'returned');
    }
    call.note(subjectOf(key), { section: key.section, period: key.period, version, decision, reason });
    return { state };
  }),
];

export const sectionHandlers = (means: InstitutionMeans): Handler[] => [
  handler(listSections, async ({ tx, now }, { institutionId }) => {
    const found = await findInstitution(tx, institutionId);
    if (!found) throw new Refused('institutions.not-found');
    const heads = await listHeads(tx, institutionId);
    return {
      name: found.name,
      kind: found.kind,
      halfYears: [...openHalfYears(localDate(now))],
      sections: heads.map((head) => ({ ...head, inForceAt: head.inForceAt?.toISOString() ?? null })),
    };
  }),
  handler(readSection, async (call, key) => {
    call.note(subjectOf(key), { section: key.section });
    const place = await findPlace(call.tx, key.institutionId);
    if (!place) throw new Refused('institutions.not-found');
    const { inForce, newest } = await findVersions(call.tx, key);
    const state = (newest ?? inForce)?.state ?? null;
    const { edit, ...more } = mayNow(call.actor, key.section, state);
    return {
      name: place.name,
      code: place.code,
      inForce: inForce ? view(call, inForce) : null,
      newest: newest ? view(call, newest) : null,
      may: { ...more, edit: edit && isPeriodOf(key.section, key.period, localDate(call.now)) },
    };
  }),
  ...saveHandlers,
  handler(takeClasses, (call, { institutionId, revision }) =>
    save(call, { institutionId, section: 'classes', period: '' }, revision, async () => ({
      takenOn: localDate(call.now),
      classes: await means.listClasses(call, institutionId),
    })),
  ),
  ...decisionHandlers(means),
  handler(listSectionReviews, async ({ tx, actor }, input) => {
    const [at, id] = input.after?.split('|') ?? [];
    const mine = reviewedBy(actor).filter((section) => input.section === undefined || section === input.section);
    const rows = await listConfirmed(tx, mine, at && id ? { at, id: Number(id) } : null, input.limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ ...row, confirmedAt: row.confirmedAt.toISOString() })),
      next: rows.length === input.limit && last ? `${last.confirmedAt.toISOString()}|${last.institutionId}` : null,
    };
  }),
];
