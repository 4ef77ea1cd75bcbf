import { accept, type Decision, refuse } from '@xueqian/kernel/decision.ts';
import { composeFormalNumber, parseStudentNumber } from '@xueqian/kernel/student-number.ts';
import { z } from 'zod';
import { childColumns } from '../children/columns.ts';

/**
 * The file that goes with a child from one province to another, and the answer to it (docs/province-files.md): JSON in
 * UTF-8. What tells where it goes is open; all that is about the child is sealed under an opening code, which goes
 * another way than the file. The answer is signed with a key that lies in the sealed part.
 */
export const fileFormat = 'xueqian-province-file';
export const answerFormat = 'xueqian-province-answer';
export const fileVersion = 1;

/** Longest file and answer in characters. */
export const longestFile = 200_000;

const place = z.object({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1).max(200) });
const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/);

const header = z.object({
  fileId: z.uuid(),
  /** Instant, ISO. */
  madeAt: z.iso.datetime(),
  from: place.extend({ institutionName: z.string().min(1).max(200), institutionCode: z.string().max(20) }),
  to: place,
});
export type FileHeader = z.infer<typeof header>;

const sealedPart = z.object({
  /** scrypt (N 16384, r 8, p 1) over the opening code, then AES-256-GCM with the header's text as further data. */
  method: z.literal('scrypt-aes-256-gcm'),
  salt: base64.max(64),
  iv: base64.max(64),
  tag: base64.max(64),
  text: base64.max(longestFile),
});
export type SealedPart = z.infer<typeof sealedPart>;

const fileShape = z.object({
  format: z.literal(fileFormat),
  version: z.literal(fileVersion),
  header,
  sealed: sealedPart,
  /** SM3 over the header's text and the sealed part's, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ProvinceFile = z.infer<typeof fileShape>;

const value = z.union([z.string().max(500), z.boolean(), z.null()]);

const contentShape = z.object({
  /** The fields of the national layout by name, codes instead of words; numbers whole. */
  child: z.partialRecord(z.enum(childColumns), value),
  studentNumber: z.string().max(19).nullable(),
  /** Where the child was, the first first; ISO dates. */
  enrolments: z
    .array(
      z
        .object({
          institutionName: z.string().min(1).max(200),
          placeName: z.string().max(200),
          admittedOn: z.iso.date(),
          endedOn: z.iso.date().nullable(),
        })
        .refine(({ admittedOn, endedOn }) => endedOn === null || endedOn >= admittedOn),
    )
    .max(50),
  /** What the answer is signed with: base64. */
  answerKey: base64.max(64),
});
export type FileContent = z.infer<typeof contentShape>;

const answerShape = z.object({
  format: z.literal(answerFormat),
  version: z.literal(fileVersion),
  answer: z.object({
    fileId: z.uuid(),
    result: z.enum(['accepted', 'refused']),
    /** Day of admission there, or of the refusal. */
    on: z.iso.date(),
    institutionName: z.string().min(1).max(200),
    institutionCode: z.string().max(20),
    reason: z.string().max(500).nullable(),
    madeAt: z.iso.datetime(),
  }),
  /** HMAC-SM3 over the answer's text under the answer key, hexadecimal. */
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ProvinceAnswer = z.infer<typeof answerShape>;
export type AnswerWord = ProvinceAnswer['answer'];

/** The text over which a digest is made: the values in the order of the format, whatever order a program wrote them in. */
export const headerText = ({ fileId, madeAt, from, to }: FileHeader): string =>
  JSON.stringify([
    ...[fileFormat, fileVersion, fileId, madeAt],
    ...[from.code, from.name, from.institutionName, from.institutionCode, to.code, to.name],
  ]);
export const sealedText = ({ method, salt, iv, tag, text }: SealedPart): string =>
  JSON.stringify([method, salt, iv, tag, text]);
export const answerText = (word: AnswerWord): string =>
  JSON.stringify([
    ...[answerFormat, fileVersion, word.fileId, word.result, word.on],
    ...[word.institutionName, word.institutionCode, word.reason, word.madeAt],
  ]);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
};

const head = z.object({ format: z.string(), version: z.number() });

/** What a file is before it is opened: refused when it is no such file, of another version, or incomplete. */
const read = <T>(text: string, format: string, shape: z.ZodType<T>): Decision<T> => {
  const known = head.safeParse(parse(text));
  if (!known.success) return refuse('province-border.file-unreadable');
  if (known.data.format !== format) return refuse('province-border.file-of-another-kind');
  if (known.data.version !== fileVersion)
    return refuse('province-border.file-of-another-version', { version: known.data.version });
  const whole = shape.safeParse(parse(text));
  return whole.success ? accept(whole.data) : refuse('province-border.file-unreadable');
};
export const readFile = (text: string): Decision<ProvinceFile> => read(text, fileFormat, fileShape);
export const readAnswer = (text: string): Decision<ProvinceAnswer> => read(text, answerFormat, answerShape);
export const readContent = (text: string): Decision<FileContent> => {
  const content = contentShape.safeParse(parse(text));
  return content.success ? accept(content.data) : refuse('province-border.file-unreadable');
};

/** Whether a file is meant for a province; division codes, six digits or more. */
export const decideAddress = ({ to, from }: FileHeader, provinceCode: string): Decision<null> => {
  const own = provinceCode.slice(0, 2);
  if (from.code.slice(0, 2) === own) return refuse('province-border.same-province');
  return to.code.slice(0, 2) === own
    ? accept(null)
    : refuse('province-border.for-another-province', { province: to.name });
};

/**
 * The J or L number that a child brings, nineteen characters; null where it brings none that could be its own: of another
 * birth date, not well made, or of an area of this province, whose numbers are on record here. `provinceCode`: six digits.
 */
export const broughtNumber = (
  { studentNumber, child }: Pick<FileContent, 'studentNumber' | 'child'>,
  provinceCode: string,
): string | null => {
  const parsed = studentNumber === null ? null : parseStudentNumber(studentNumber);
  if (!parsed?.ok || parsed.parts.kind === 'G') return null;
  const { areaCode, birthOn } = parsed.parts;
  return birthOn === child.birthOn && areaCode.slice(0, 2) !== provinceCode.slice(0, 2) ? studentNumber : null;
};

/**
 * Whether the child's number goes on here: G made of the child's own resident number, or a J or L number of a child that
 * has no resident number yet. One with a resident number gets G, and what it brought stays its former number.
 */
export const continuesNumber = (
  content: Pick<FileContent, 'studentNumber' | 'child'>,
  provinceCode: string,
): boolean => {
  const { studentNumber, child } = content;
  if (studentNumber === null) return false;
  const parsed = parseStudentNumber(studentNumber);
  if (!parsed.ok) return false;
  if (parsed.parts.kind === 'G') return parsed.parts.identityNumber === child.identityNumber;
  const isResident = composeFormalNumber(String(child.identityNumber ?? '')).ok;
  return !isResident && broughtNumber(content, provinceCode) !== null;
};

/** An opening code as people write it: groups of four, any case, any spaces. */
export const plainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
export const shownCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';
