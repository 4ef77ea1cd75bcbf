import { useTranslation } from 'react-i18next';

type Props = {
  readonly trail: readonly { readonly code: string; readonly name: string }[];
  readonly onOpen: (code: string) => void;
};

/** From my own office down to the place shown; every step leads back. */
export function Annex2Trail({ trail, onOpen }: Props) {
  const { t } = useTranslation('statistics');
  return (
    <nav className="annex2-trail not-printed" aria-label={t('annex2.trail')}>
      <ol>
        {trail.map((place, index) => (
          <li key={place.code}>
            {index === trail.length - 1 ? (
              <span aria-current="location">{place.name}</span>
            ) : (
              <button type="button" className="plain-link" onClick={() => onOpen(place.code)}>
                {place.name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
