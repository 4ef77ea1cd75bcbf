import { extractText, getDocumentProxy } from 'unpdf';

/** The words of a PDF with single spaces between them, and how many pages it has. */
export const textOf = async (bytes: Buffer): Promise<{ text: string; totalPages: number }> => {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return { text: text.replaceAll(/\s+/g, ' '), totalPages };
};

/** The first check code in a text. */
export const codeIn = (text: string): string => /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
