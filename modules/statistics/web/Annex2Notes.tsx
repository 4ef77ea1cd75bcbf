import { hasDistrictsOnly } from '@xueqian/kernel/municipality.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';

import type { Annex2 } from './use-annex2.ts';

type Props = { readonly baselineYear: number | null; readonly step: Annex2['step'] };

/** The notes under the table, as the notice prints them. */
export function Annex2Notes({ baselineYear, step }: Props) {
  const { t } = useTranslation('statistics');
  const { divisionCode } = useSession();
  const notes = [
    ...(step === 'prefecture' && !hasDistrictsOnly(divisionCode) ? [t('annex2.notes.direct')] : []),
    t('annex2.notes.number'),
    t('annex2.notes.rounding'),
    baselineYear === null ? t('annex2.notes.noBaseline') : t('annex2.notes.baseline', { year: baselineYear }),
  ];
  return (
    <aside className="annex2-notes">
      <strong>{t('annex2.notes.title')}</strong>
      <ol>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </aside>
  );
}
