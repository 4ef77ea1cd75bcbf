import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useEffect, useState } from 'react';
import type { Answer } from '../inspection.ts';
import { type readInspection, saveInspection } from '../inspection-contract.ts';

type Draft = Pick<OutputOf<typeof readInspection>, 'inspectors' | 'inspectedOn' | 'conclusion' | 'answers'>;

/** Milliseconds without a keystroke after which what was written is saved. */
const rest = 1500;

/** What is being written of an inspection: kept on the server as it is written, whole with every save. */
export const useInspectionDraft = (inspection: Draft & { readonly id: number; readonly revision: number }) => {
  const [draft, setDraft] = useState<Draft>({
    inspectors: inspection.inspectors,
    inspectedOn: inspection.inspectedOn,
    conclusion: inspection.conclusion,
    answers: inspection.answers,
  });
  const [kept, setKept] = useState({ draft, revision: inspection.revision });
  const save = useAct(saveInspection, { refreshes: [] });
  const isSaved = kept.draft === draft;
  /** The revision that holds what is written now; null when it could not be saved. */
  const saveNow = async (): Promise<number | null> => {
    if (isSaved && kept.revision > 0) return kept.revision;
    try {
      const { revision } = await save.mutateAsync({ inspectionId: inspection.id, revision: kept.revision, ...draft });
      setKept({ draft, revision });
      return revision;
    } catch {
      // The page shows it by `save.error`.
      return null;
    }
  };
  useEffect(() => {
    if (isSaved || save.isPending || save.error !== null) return undefined;
    const timer = setTimeout(() => void saveNow(), rest);
    return () => clearTimeout(timer);
  });
  const change = (over: Partial<Draft>) => {
    if (save.error !== null && save.error.status === 0) save.reset();
    setDraft((now) => ({ ...now, ...over }));
  };
  const answer = (given: Answer) =>
    setDraft((now) => ({ ...now, answers: [...now.answers.filter(({ code }) => code !== given.code), given] }));
  return { draft, change, answer, save, saveNow, isSaved };
};
