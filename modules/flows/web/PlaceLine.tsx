import { formatInstant } from '@xueqian/ui/format.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly table: {
    readonly division: { readonly name: string };
    readonly trail: readonly { readonly code: string; readonly name: string }[];
    readonly at: string;
  };
  /** What the table is, for the head of a print. */
  readonly title: string;
  readonly days?: string;
};

/** Where we are, with the way back up, and when the figures were true; on paper the heading of the table. */
export function PlaceLine({ table, title, days }: Props) {
  const { t } = useTranslation('flows');
  const { setQuery } = useAddress();
  const { level } = useSession();
  const trail = level === 'ministry' ? [{ code: '', name: t('nation') }, ...table.trail] : table.trail;
  const asOf = t('asOf', { at: formatInstant(table.at) });
  return (
    <>
      <h1 className="only-printed flows-print-title">
        {t('printTitle', { place: table.division.name || t('nation'), table: title })}
      </h1>
      <div className="flows-place">
        <nav className="not-printed" aria-label={t('trail')}>
          <ol>
            {trail.map((place, index) => (
              <li key={place.code}>
                {index === trail.length - 1 ? (
                  <span aria-current="location">{place.name}</span>
                ) : (
                  <button type="button" className="plain-link" onClick={() => setQuery({ division: place.code })}>
                    {place.name}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <p className="figure">{[days, asOf].filter(Boolean).join(' · ')}</p>
      </div>
    </>
  );
}
