import { guard, Refused } from '@xueqian/kernel/decision.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import type { InputOf, OutputOf } from '@xueqian/kernel/route.ts';
import { maskStudentNumber } from '@xueqian/kernel/student-number.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { ChildColumn } from '../../children/child.ts';
import {
  checkForm,
  claimOf,
  enter,
  type FormValues,
  maskPhone,
  sealKinds,
  soughtBy,
} from '../../children/server/index.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { findChildBy } from '../../transfers/server/index.ts';
import { decideAcceptance, decideAct, decideTakeIn } from '../crossing.ts';
import type * as routes from '../file-contract.ts';
import {
  type AnswerWord,
  broughtNumber,
  continuesNumber,
  decideAddress,
  type FileContent,
  type FileHeader,
  readFile,
} from '../file-format.ts';
import { openFile, signAnswer } from './file-sealing.ts';
import { getHeld, turnClock } from './out.ts';
import { findCrossing, insertStep, saveStep } from './store.ts';
import { findByFile, holdAdmission, holdFile, insertEnrolments, insertIn, isTakenIn } from './store-in-file.ts';

type Asked = InputOf<typeof routes.checkFile>;

const answerKeyKind = 'border-answer-key';

const open = async (
  { actor }: Call,
  { institutionId, text, openingCode }: Pick<Asked, 'institutionId' | 'text' | 'openingCode'>,
): Promise<{ header: FileHeader; content: FileContent }> => {
  if (actor.institutionId !== institutionId) throw new Refused('institutions.not-found');
  const file = guard(readFile(text));
  guard(decideAddress(file.header, actor.divisionCode));
  return { header: file.header, content: await openFile(file, openingCode) };
};

/** The values of a file as the form of a new child takes them: the class and the day are this institution's. */
const valuesOf = (
  content: FileContent,
  { classCode, admittedOn }: Pick<Asked, 'classCode' | 'admittedOn'>,
): FormValues => ({
  ...(content.child as FormValues),
  classCode,
  admittedOn,
});

/** Who holds the file of this child in the province, whatever its institution; null: nobody. */
const holderOf = (call: Call, content: FileContent) => {
  const { name, sex, birthOn, identityType, identityNumber } = content.child;
  if (identityNumber) return findChildBy(call.tx, soughtBy(call, String(identityNumber)));
  const claim = claimOf({
    ...{ name: String(name), sex: String(sex), birthOn: String(birthOn), identityType: String(identityType) },
    identityNumber: null,
  });
  return findChildBy(call.tx, { claims: [call.services.sealer.digest(claim.kind, claim.plain)] });
};

const numbers: Readonly<Partial<Record<ChildColumn, (number: string) => string>>> = {
  identityNumber: maskIdentityNumber,
  guardianIdentityNumber: maskIdentityNumber,
  guardianPhone: maskPhone,
};
/** A value as it is shown before it is entered; numbers by their ends. */
const shown = (column: ChildColumn, value: string | boolean | null | undefined): string | boolean | null =>
  typeof value === 'string' ? (numbers[column]?.(value) ?? value) : (value ?? null);

/** The dry run: what would be entered, what is wrong, and what stands in the way as a whole. */
export const checkFile = async (call: Call, asked: Asked): Promise<OutputOf<typeof routes.checkFile>> => {
  const { tx } = call;
  const { header, content } = await open(call, asked);
  const values = valuesOf(content, asked);
  const there = await findByFile(tx, header.fileId);
  const elsewhere = there === null && (await isTakenIn(tx, header.fileId));
  const holder = there === null ? await holderOf(call, content) : null;
  const decision = decideTakeIn(holder, asked.institutionId);
  const joins = decision.accepted && decision.value === 'join';
  const { problems } = joins ? { problems: [] } : await checkForm(call, asked.institutionId, values);
  call.note(null, { fileId: header.fileId, from: header.from.code });
  return {
    from: { name: header.from.name, institutionName: header.from.institutionName },
    madeAt: header.madeAt,
    values: Object.fromEntries(
      Object.entries(values).map(([column, value]) => [column, shown(column as ChildColumn, value)]),
    ),
    numberMasked: content.studentNumber && maskStudentNumber(content.studentNumber),
    continues: continuesNumber(content, call.actor.divisionCode),
    enrolments: content.enrolments,
    problems: problems.map((problem) => ({
      ...problem,
      value: String(shown(problem.column, problem.value)),
    })),
    joins,
    childId: holder?.institutionId === asked.institutionId ? holder.id : null,
    obstacle: elsewhere ? 'province-border.taken-elsewhere' : decision.accepted ? null : decision.refusal.code,
    crossingId: there?.id ?? null,
  };
};

const sealedNumber = ({ services }: Call, number: string | null): Buffer | null =>
  number === null ? null : services.sealer.seal(sealKinds.number, number).sealed;

const rowOf = (call: Call, institutionId: number, header: FileHeader, content: FileContent) => ({
  institutionId,
  otherCode: header.from.code,
  otherName: header.from.name,
  otherInstitution: header.from.institutionName,
  fileId: header.fileId,
  answerKeySealed: call.services.sealer.seal(answerKeyKind, content.answerKey).sealed,
  numberKind: content.studentNumber?.slice(0, 1) ?? null,
  numberSealed: sealedNumber(call, broughtNumber(content, call.actor.divisionCode)),
});

/** The file of another institution's is not taken in; my own is answered as it was the first time. */
const findMine = async ({ tx }: Call, fileId: string) => {
  await holdFile(tx, fileId);
  const there = await findByFile(tx, fileId);
  if (there === null && (await isTakenIn(tx, fileId))) throw new Refused('province-border.taken-elsewhere');
  return there;
};

const enterNew = async (call: Call, asked: Asked, fileId: string, content: FileContent) => {
  const entered = await enter(call, asked.institutionId, fileId, valuesOf(content, asked));
  if (entered.childId === null) {
    const count = entered.problems.filter(({ severity }) => severity === 'error').length;
    throw new Refused('province-border.file-has-faults', { count });
  }
  return { childId: entered.childId, happenedOn: asked.admittedOn };
};

/** The child came back before its file did: since when it is here is on record already. */
const joinOwn = async ({ tx }: Call, childId: number) => {
  const happenedOn = await holdAdmission(tx, childId);
  if (happenedOn === null) throw new Refused('province-border.changed-meanwhile');
  return { childId, happenedOn };
};

export const takeFile = async (call: Call, asked: InputOf<typeof routes.takeFile>) => {
  const { tx, actor, now } = call;
  const { header, content } = await open(call, asked);
  const there = await findMine(call, header.fileId);
  if (there?.state === 'refused') throw new Refused('province-border.refused-before');
  if (there !== null) return { crossingId: there.id, childId: there.childId };
  const holder = await holderOf(call, content);
  const how = guard(decideTakeIn(holder, asked.institutionId));
  const came =
    how === 'join' && holder !== null
      ? await joinOwn(call, holder.id)
      : await enterNew(call, asked, header.fileId, content);
  const { name, sex, birthOn } = content.child;
  const crossingId = await insertIn(
    tx,
    {
      ...rowOf(call, asked.institutionId, header, content),
      // What has its number keeps it: none is waiting to be issued.
      ...(how === 'join' ? { numberSealed: null } : {}),
      ...{ state: 'entered', reason: null, ...came },
      ...{ name: String(name), sex: String(sex), birthOn: String(birthOn) },
    },
    actor,
    now,
  );
  await insertEnrolments(tx, crossingId, content.enrolments);
  await insertStep(tx, crossingId, how, null, actor, now);
  const row = await findCrossing(tx, crossingId);
  if (row) await turnClock(call, row, 'entered');
  call.note(`child ${came.childId}`, { crossingId, from: header.from.code, how });
  return { crossingId, childId: came.childId };
};

export const refuseFile = async (call: Call, asked: InputOf<typeof routes.refuseFile>) => {
  const { tx, actor, now } = call;
  const { header, content } = await open(call, asked);
  const there = await findMine(call, header.fileId);
  if (there !== null && there.state !== 'refused') throw new Refused('province-border.changed-meanwhile');
  if (there !== null) return { crossingId: there.id };
  const { name, sex, birthOn } = content.child;
  if (typeof name !== 'string' || typeof sex !== 'string' || typeof birthOn !== 'string')
    throw new Refused('province-border.file-unreadable');
  const { reason } = asked;
  const more = { state: 'refused', childId: null, name, sex, birthOn, reason, happenedOn: localDate(now) } as const;
  const crossingId = await insertIn(tx, { ...rowOf(call, asked.institutionId, header, content), ...more }, actor, now);
  await insertEnrolments(tx, crossingId, content.enrolments);
  await insertStep(tx, crossingId, 'refuse', reason, actor, now);
  call.note(null, { crossingId, from: header.from.code, reason });
  return { crossingId };
};

export const answer = async (
  call: Call,
  { crossingId, revision, decision, reason }: InputOf<typeof routes.answerCrossing>,
) => {
  const { tx, actor, now } = call;
  const row = await getHeld(tx, crossingId, revision);
  const state = guard(decideAct(row.state, decision, reason));
  const hasNumber = decideAcceptance(row.fileState);
  if (decision === 'accept') guard(hasNumber);
  // What has its number here is not refused any more: it leaves as any child does.
  else if (hasNumber.accepted) throw new Refused('province-border.has-its-number');
  const more = {
    stamp: 'ended',
    ...(decision === 'refuse' ? { note: reason, happenedOn: localDate(now) } : {}),
  } as const;
  const saved = await saveStep(tx, row.id, state, decision, actor, now, more);
  await turnClock(call, row, state);
  call.note(`child ${row.childId}`, { crossingId, decision, reason });
  return saved;
};

/** The answer to the other province, signed with the key that came in its file. */
export const makeAnswer = async (call: Call, crossingId: number) => {
  const { tx, now, services } = call;
  // What has ended is not held: nothing changes it any more.
  const row = await findCrossing(tx, crossingId);
  if (!row) throw new Refused('province-border.not-found');
  guard(decideAct(row.state, 'fetch', null));
  if (row.direction !== 'in' || row.fileId === null || row.answerKeySealed === null || row.happenedOn === null)
    throw new Refused('province-border.changed-meanwhile');
  const word: AnswerWord = {
    fileId: row.fileId,
    result: row.state === 'accepted' ? 'accepted' : 'refused',
    on: row.happenedOn,
    ...{ institutionName: row.institutionName, institutionCode: '' },
    reason: row.note,
    madeAt: now.toISOString(),
  };
  const key = Buffer.from(services.sealer.open(answerKeyKind, row.answerKeySealed), 'base64');
  call.note(row.childId === null ? null : `child ${row.childId}`, { crossingId, result: word.result });
  return {
    fileName: `xueqian-province-answer-${row.fileId.slice(0, 8)}.json`,
    text: `${JSON.stringify(signAnswer(word, key), null, 2)}\n`,
    openingCode: null,
  };
};
