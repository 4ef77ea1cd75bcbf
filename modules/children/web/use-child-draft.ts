import { callRoute, sendOnLeaving } from '@xueqian/ui/api.ts';
import { keepBeforeSigningOut } from '@xueqian/ui/signing-out.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { discardDraft, saveDraft } from '../contract.ts';
import type { FormValues } from '../form-rules.ts';

/** An unfinished form, as the server keeps it under seal. */
export type Draft = { readonly draftId: string; readonly savedAt: string; readonly values: FormValues };

export type DraftState =
  | { readonly kind: 'none' | 'waiting' | 'offline' }
  | { readonly kind: 'saved'; readonly at: string };

type Given = {
  /** false: nothing typed yet, or an edit of a saved child. */
  readonly active: boolean;
  readonly institutionId: number;
  readonly draftId: string;
  readonly values: FormValues;
};

const waitBeforeSending = 1500;

/**
 * Keeps the form as a draft on the server, after a short pause, when the page is left and when the line comes back.
 * Nothing of a child is kept in the browser: the computer may be shared, and whoever signs in next must find nothing.
 */
export const useChildDraft = ({ active, institutionId, draftId, values }: Given) => {
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const newest = useRef({ active, values, draftId });
  newest.current = { active, values, draftId };
  const kept = useRef<FormValues | null>(null);
  const done = useRef(new Set<string>());
  const underWay = useRef<Promise<void>>(Promise.resolve());

  const unkept = useCallback(() => {
    const { active: stillActive, values: now, draftId: id } = newest.current;
    return stillActive && kept.current !== now && !done.current.has(id);
  }, []);

  const send = useCallback((): Promise<void> => {
    if (!unkept()) return underWay.current;
    const { values: now, draftId: id } = newest.current;
    const sent = async () => {
      try {
        const { savedAt } = await callRoute(saveDraft, { institutionId, draftId: id, values: now as never });
        if (newest.current.draftId !== id || newest.current.values !== now) return;
        kept.current = now;
        setState({ kind: 'saved', at: savedAt });
      } catch {
        setState({ kind: 'offline' });
      }
    };
    // One after the other: an older text never overtakes a newer one.
    underWay.current = underWay.current.then(sent);
    return underWay.current;
  }, [institutionId, unkept]);

  useEffect(() => keepBeforeSigningOut(send), [send]);

  useEffect(() => {
    if (!active) {
      setState({ kind: 'none' });
      return;
    }
    if (kept.current === values) return;
    setState((before) => (before.kind === 'offline' ? before : { kind: 'waiting' }));
    const later = setTimeout(() => void send(), waitBeforeSending);
    return () => clearTimeout(later);
  }, [active, values, send]);

  useEffect(() => {
    const onLine = () => void send();
    window.addEventListener('online', onLine);
    return () => window.removeEventListener('online', onLine);
  }, [send]);

  useEffect(() => {
    const onLeaving = () => {
      if (!unkept()) return;
      const { values: now, draftId: id } = newest.current;
      sendOnLeaving(saveDraft, { institutionId, draftId: id, values: now as never });
    };
    // Without the line nothing can be kept: the browser asks before the page is closed.
    const onClosing = (event: BeforeUnloadEvent) => {
      if (!navigator.onLine && unkept()) event.preventDefault();
    };
    window.addEventListener('pagehide', onLeaving);
    window.addEventListener('beforeunload', onClosing);
    return () => {
      window.removeEventListener('pagehide', onLeaving);
      window.removeEventListener('beforeunload', onClosing);
      onLeaving();
    };
  }, [institutionId, unkept]);

  const discard = useCallback(async (id: string) => {
    done.current.add(id);
    // What is on its way arrives before it is taken away.
    await underWay.current;
    await callRoute(discardDraft, { draftId: id }).catch(() => undefined);
  }, []);
  return { state, discard };
};
