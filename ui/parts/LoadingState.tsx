import { useTranslation } from 'react-i18next';
import './states.css';

/** Something is on its way; stays invisible for the first moment so that quick answers don't flicker. */
export function LoadingState({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useTranslation('ui');
  return (
    <div className="state-loading" role="status">
      <span className="only-heard">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} className="state-bone" style={{ width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
