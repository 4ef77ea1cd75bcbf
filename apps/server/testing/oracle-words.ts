import type { Place } from './proof-world.ts';

/** Holders in one line: `kindergarten:EP | town:P` — letters below. */
export type Holders = 'public' | 'signed-in' | string;

/** What a reply to somebody who may ask must say of a place, as the place is in his jurisdiction or not. */
export type Kind =
  /** One thing: there, or 404. */
  | 'thing'
  /** Things of a place: their marks are in the reply, or are not (404 is as good). */
  | 'list'
  /** A choice of children: those of others are refused one by one as not found. */
  | 'choice'
  /** What only some of those above may touch: outside it is refused and unseen, inside it depends. */
  | 'within'
  /** Nothing that is there: refused to everybody. */
  | 'absent'
  /** The same for all, or about myself alone: nothing of any place. */
  | 'common'
  /** A workbook: what is in its cells. */
  | 'workbook'
  /** Figures: exactly the sum over the jurisdiction. */
  | 'figures';

export type Ask = { readonly path?: Record<string, string | number>; readonly query?: string; readonly body?: object };
export type Expected = {
  readonly who: Holders;
  readonly kind: Kind;
  readonly ask: (place: Place) => Ask;
  /** Text that a reply holds exactly when the place is in the jurisdiction. */
  readonly marks?: (place: Place) => readonly string[];
  /** Jurisdiction by both sides of a case, or by the county whose announcement it is. */
  readonly sides?: 'both' | 'county';
};
