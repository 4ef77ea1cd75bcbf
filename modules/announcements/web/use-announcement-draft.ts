import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useState } from 'react';
import { type AddressedLevel, levelsBelow } from '../announcement.ts';
import type { readAnnouncement } from '../contract.ts';

export type Region = { readonly code: string; readonly name: string };

/** A draft as the form holds it. */
export type Draft = {
  readonly title: string;
  readonly body: string;
  readonly mustRead: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly levels: readonly AddressedLevel[];
  /** Empty: the whole of my jurisdiction. */
  readonly regions: readonly Region[];
  readonly kinds: readonly string[];
  readonly natures: readonly string[];
};

type Kept = OutputOf<typeof readAnnouncement>;

/** The form's values, from what is kept or from nothing; and what the server is given of them. */
export const useAnnouncementDraft = (kept: Kept | null) => {
  const session = useSession();
  const mine = session.divisionCode;
  const [draft, setDraft] = useState<Draft>(() =>
    kept === null
      ? {
          title: '',
          body: '',
          mustRead: false,
          validFrom: null,
          validTo: null,
          levels: levelsBelow(session.level).slice(0, 1),
          regions: [],
          kinds: [],
          natures: [],
        }
      : {
          title: kept.title ?? '',
          body: kept.body ?? '',
          mustRead: kept.mustRead,
          validFrom: kept.validFrom,
          validTo: kept.validTo,
          levels: kept.levels,
          regions: kept.divisionNames.filter((region) => region.code !== mine),
          kinds: kept.kinds ?? [],
          natures: kept.natures ?? [],
        },
  );
  const audience = {
    levels: [...draft.levels],
    divisions: draft.regions.length === 0 ? [mine] : draft.regions.map((region) => region.code),
    kinds: draft.kinds.length === 0 ? null : [...draft.kinds],
    natures: draft.natures.length === 0 ? null : [...draft.natures],
  };
  const { title, body, mustRead, validFrom, validTo } = draft;
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    audience,
    fields: { title, body, mustRead, validFrom, validTo, ...audience },
  };
};
