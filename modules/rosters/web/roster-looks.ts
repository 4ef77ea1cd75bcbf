import type { RosterOutcome, RosterState } from '../roster.ts';

/** Tone and sign of a list's state. */
export const rosterLooks = {
  checked: { tone: 'warn', icon: 'clock' },
  committed: { tone: 'good', icon: 'check' },
  discarded: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<RosterState, object>;

/** Tone and sign of what becomes of a row. */
export const outcomeLooks = {
  created: { tone: 'good', icon: 'check' },
  updated: { tone: 'calm', icon: 'pencil' },
  unchanged: { tone: 'quiet', icon: 'dash' },
  rejected: { tone: 'bad', icon: 'cross' },
} as const satisfies Record<RosterOutcome, object>;
