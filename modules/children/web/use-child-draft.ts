import { callRoute } from '@xueqian/ui/api.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { discardDraft, saveDraft } from '../contract.ts';
import type { FormValues } from '../form-rules.ts';
import { dropLocalDraft, writeLocalDraft } from './local-draft.ts';

export type DraftState =
  | { readonly kind: 'none' | 'local' | 'offline' }
  | { readonly kind: 'saved'; readonly at: string };

type Given = {
  /** false: nothing typed yet, or an edit of a saved child. */
  readonly active: boolean;
  readonly login: string;
  readonly institutionId: number;
  readonly draftId: string;
  readonly values: FormValues;
};

const waitBeforeSending = 4000;

/** Keeps the form as a draft: in this browser at once, on the server after a pause and when the line comes back. */
export const useChildDraft = ({ active, login, institutionId, draftId, values }: Given) => {
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const newest = useRef({ active, values, draftId });
  newest.current = { active, values, draftId };

  const send = useCallback(async () => {
    const { active: stillActive, values: now, draftId: id } = newest.current;
    if (!stillActive) return;
    try {
      const { savedAt } = await callRoute(saveDraft, { institutionId, draftId: id, values: now as never });
      if (newest.current.draftId === id && newest.current.values === now) setState({ kind: 'saved', at: savedAt });
    } catch {
      setState({ kind: 'offline' });
    }
  }, [institutionId]);

  useEffect(() => {
    if (!active) {
      setState({ kind: 'none' });
      return;
    }
    writeLocalDraft(login, institutionId, { draftId, savedAt: new Date().toISOString(), values });
    setState((before) => (before.kind === 'offline' ? before : { kind: 'local' }));
    const later = setTimeout(() => void send(), waitBeforeSending);
    return () => clearTimeout(later);
  }, [active, login, institutionId, draftId, values, send]);

  useEffect(() => {
    const onLine = () => void send();
    window.addEventListener('online', onLine);
    return () => window.removeEventListener('online', onLine);
  }, [send]);

  const discard = useCallback(
    async (id: string) => {
      dropLocalDraft(login, institutionId);
      await callRoute(discardDraft, { draftId: id }).catch(() => undefined);
    },
    [login, institutionId],
  );
  return { state, discard };
};
