/** Forms that the system prints: each is one small file in server/forms that fills this frame. */
export const formKinds = ['information', 'confirmation-list', 'destruction-list', 'application'] as const;
export type FormKind = (typeof formKinds)[number];

export type Cell = {
  readonly label: string;
  readonly value: string;
  /** Takes a line of its own. */
  readonly wide?: boolean;
};

export type FieldGroup = { readonly title: string; readonly cells: readonly Cell[] };

export type ListColumn = {
  readonly title: string;
  /** Share of the width; all shares are added up. */
  readonly share: number;
  readonly align?: 'left' | 'center';
};

export type Block =
  | { readonly kind: 'fields'; readonly groups: readonly FieldGroup[] }
  | {
      readonly kind: 'list';
      readonly columns: readonly ListColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Height of a line in points, where hands write into it. */
      readonly least: number;
    }
  | { readonly kind: 'opinions'; readonly opinions: readonly Opinion[] };

/** What one party to an application says: as the system holds it, and room for a hand and a stamp. */
export type Opinion = {
  readonly title: string;
  /** Empty where nobody has said anything yet. */
  readonly said: string;
  /** Whose hand signs here. */
  readonly signature: string;
};

/** A form as words, before it is drawn: what it says, and nothing of fonts and places. */
export type PaperSheet = {
  readonly kind: FormKind;
  readonly title: string;
  readonly landscape: boolean;
  /** The line under the title: institution, number, class. */
  readonly head: readonly Cell[];
  readonly blocks: readonly Block[];
  /** What a signature stands for; printed above it. */
  readonly declarations: readonly string[];
  readonly signatures: readonly string[];
};

/** A sheet with the code that stands at its foot. */
export type CodedSheet = { readonly sheet: PaperSheet; readonly code: string };

/** The foot and the mark of a printed paper: who printed it, when, and what it can be compared by. */
export type Imprint = {
  readonly checkLine: (code: string) => string;
  /** Faint, across each page: person, office, minute. */
  readonly watermark: string;
  /** `1 / 3` in the words of the language. */
  readonly pageLine: (page: number, pages: number) => string;
  /** What stands where a hand writes the day. */
  readonly dateLine: string;
};

/** Two cells a line; a wide one has a line of its own. */
export const linesOf = (cells: readonly Cell[]): readonly (readonly Cell[])[] => {
  const lines: Cell[][] = [];
  let waiting: Cell | null = null;
  for (const cell of cells) {
    if (cell.wide === true) {
      if (waiting !== null) lines.push([waiting]);
      waiting = null;
      lines.push([cell]);
    } else if (waiting === null) waiting = cell;
    else {
      lines.push([waiting, cell]);
      waiting = null;
    }
  }
  if (waiting !== null) lines.push([waiting]);
  return lines;
};
