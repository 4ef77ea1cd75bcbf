import type { RecordedAction } from './life.ts';

/** The year of school entry that a child's history says is deferred (缓学留园) last; null: none, or it was ended. */
export const deferredFor = (actions: readonly RecordedAction[]): number | null =>
  actions.reduce<number | null>((year, { action, facts }) => {
    if (action === 'deferred' && typeof facts?.['year'] === 'number') return facts['year'];
    return action === 'undone' && facts?.['deferral'] !== undefined ? null : year;
  }, null);
