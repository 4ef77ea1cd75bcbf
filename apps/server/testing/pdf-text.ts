import { extractText, getDocumentProxy } from 'unpdf';
import { ok, type Replied } from './replies.ts';

/** The words of a PDF with single spaces between them, and how many pages it has. */
export const textOf = async (bytes: Buffer): Promise<{ text: string; totalPages: number }> => {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return { text: text.replaceAll(/\s+/g, ' '), totalPages };
};

/** The first check code in a text. */
export const codeIn = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';

/** The text of a paper that was asked for; a refusal fails the test with what it says. */
export const printedText = async (asked: Promise<Replied>) => textOf(await ok<Buffer>(asked));
