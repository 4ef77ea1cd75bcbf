import { useTranslation } from 'react-i18next';

type Props = { readonly children: number; readonly limit: number | null; readonly excess: number };

/** Children of a class against its limit: a bar, the two figures, and words when there are too many. */
export function SizeBar({ children, limit, excess }: Props) {
  const { t } = useTranslation('classes');
  if (limit === null) return <span className="figure">{children}</span>;
  const share = Math.min(1, limit === 0 ? 1 : children / limit);
  return (
    <span className={`size-bar ${excess > 0 ? 'over' : ''}`}>
      <span className="size-bar-rail" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className="figure">{t('pages.sizeOf', { children, limit })}</span>
      {excess > 0 && <strong>{t('pages.excess', { count: excess })}</strong>}
    </span>
  );
}
