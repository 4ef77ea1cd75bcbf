import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  randomBytes,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import {
  type AnswerWord,
  answerFormat,
  answerText,
  type FileContent,
  type FileHeader,
  fileFormat,
  fileVersion,
  headerText,
  type ProvinceAnswer,
  type ProvinceFile,
  plainCode,
  readContent,
  type SealedPart,
  sealedText,
} from '../file-format.ts';

const cost: ScryptOptions = { N: 16_384, r: 8, p: 1 };
const keyOf = (code: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(plainCode(code), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * With what a file is opened, twenty characters of thirty-one: known to whoever made the file, told to the other side by
 * another way. It follows from the file's id under the keys of this system, so that it is kept nowhere.
 */
export const openingCodeOf = (sealer: Sealer, fileId: string): string => {
  const both = Buffer.concat([
    sealer.digest('border-opening-code', fileId),
    sealer.digest('border-opening-code', `${fileId}|2`),
  ]);
  return [...both.subarray(0, 20)].map((byte) => letters[byte % letters.length]).join('');
};

/** With what the other side signs its answer; it too follows from the file's id. */
export const answerKeyOf = (sealer: Sealer, fileId: string): Buffer => sealer.digest('border-answer', fileId);

const digestOf = (header: FileHeader, sealed: SealedPart): string =>
  hash('sm3', `${headerText(header)}\n${sealedText(sealed)}`, 'hex');

export const sealFile = async (header: FileHeader, content: FileContent, code: string): Promise<ProvinceFile> => {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(code, salt), iv);
  cipher.setAAD(Buffer.from(headerText(header)));
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  const sealed: SealedPart = {
    method: 'scrypt-aes-256-gcm',
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    text: text.toString('base64'),
  };
  return { format: fileFormat, version: fileVersion, header, sealed, digest: digestOf(header, sealed) };
};

/** What lies in a file; refused where a character was changed on its way, or the code is not its own. */
export const openFile = async (file: ProvinceFile, code: string): Promise<FileContent> => {
  const { header, sealed } = file;
  if (digestOf(header, sealed) !== file.digest) throw new Refused('province-border.file-changed');
  const bytes = (text: string) => Buffer.from(text, 'base64');
  let text: string;
  try {
    const decipher = createDecipheriv('aes-256-gcm', await keyOf(code, bytes(sealed.salt)), bytes(sealed.iv), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(headerText(header)));
    decipher.setAuthTag(bytes(sealed.tag));
    text = Buffer.concat([decipher.update(bytes(sealed.text)), decipher.final()]).toString('utf8');
  } catch {
    throw new Refused('province-border.wrong-code');
  }
  const content = readContent(text);
  if (!content.accepted) throw new Refused(content.refusal.code);
  return content.value;
};

const signatureOf = (word: AnswerWord, key: Buffer): string =>
  createHmac('sm3', key).update(answerText(word)).digest('hex');

export const signAnswer = (word: AnswerWord, key: Buffer): ProvinceAnswer => ({
  ...{ format: answerFormat, version: fileVersion, answer: word },
  signature: signatureOf(word, key),
});

export const isSigned = ({ answer, signature }: ProvinceAnswer, key: Buffer): boolean =>
  timingSafeEqual(Buffer.from(signatureOf(answer, key)), Buffer.from(signature));
