/** Records that papers go with. */
export const recordKinds = [
  'rectification',
  'inspection',
  'form-answer',
  'alteration',
  'declaration',
  'confirmation',
  'verification',
  'duplicate-case',
  'key-change',
  'petition',
  'crossing',
  'transfer',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Largest paper in bytes, and the most of one record. */
export const largestPaper = 20 * 1024 * 1024;
export const mostPapers = 20;

/** Photos and scans, known by their content and never by their name; the ending that each gets. */
export const paperTypes = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' } as const;
export type PaperType = keyof typeof paperTypes;
export const isPaperType = (mime: string): mime is PaperType => Object.hasOwn(paperTypes, mime);

/** What a PDF that does something by itself holds: scripts, programs to start, files inside, actions on opening. */
const active = /\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia|XFA)\b/;

/** Whether a PDF only shows pages; `text` is its bytes read as Latin-1. */
export const isPlainPdf = (text: string): boolean => !active.test(text);

/** A name that is safe on every disk: no folder, no invisible sign, the ending of its content, at most 120 letters. */
export const paperName = (name: string, type: PaperType, fallback: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 110);
  const stem = clean.replace(/\.(pdf|png|jpe?g)$/i, '') || fallback;
  return `${stem}.${paperTypes[type]}`;
};
