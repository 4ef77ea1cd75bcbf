import type { FormValues } from '../form-rules.ts';

/** An unfinished form; the same shape in this browser and on the server. */
export type Draft = { readonly draftId: string; readonly savedAt: string; readonly values: FormValues };

const keyOf = (login: string, institutionId: number): string => `xueqian.child-draft.${institutionId}.${login}`;

/** The draft kept in this browser; null when there is none or the browser keeps nothing. */
export const readLocalDraft = (login: string, institutionId: number): Draft | null => {
  try {
    const text = localStorage.getItem(keyOf(login, institutionId));
    if (text === null) return null;
    const draft = JSON.parse(text) as Partial<Draft>;
    if (typeof draft.draftId !== 'string' || typeof draft.savedAt !== 'string') return null;
    return { draftId: draft.draftId, savedAt: draft.savedAt, values: draft.values ?? {} };
  } catch {
    return null;
  }
};

export const writeLocalDraft = (login: string, institutionId: number, draft: Draft): void => {
  try {
    localStorage.setItem(keyOf(login, institutionId), JSON.stringify(draft));
  } catch {
    // A full or closed store: the draft still goes to the server.
  }
};

export const dropLocalDraft = (login: string, institutionId: number): void => {
  try {
    localStorage.removeItem(keyOf(login, institutionId));
  } catch {
    // Nothing was kept.
  }
};

/** The drafts of both places, newest first; of the same draft the newer one. */
export const mergeDrafts = (local: Draft | null, kept: readonly Draft[]): readonly Draft[] => {
  const newest = new Map<string, Draft>();
  for (const draft of local === null ? kept : [...kept, local]) {
    const known = newest.get(draft.draftId);
    if (known === undefined || known.savedAt <= draft.savedAt) newest.set(draft.draftId, draft);
  }
  return [...newest.values()].sort((a, b) => b.savedAt.localeCompare(a.savedAt));
};
