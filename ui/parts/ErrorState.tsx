import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import type { Problem } from '../problem.ts';
import { useRefusalText } from '../use-refusal-text.ts';
import { GoLink } from './GoLink.tsx';
import { SmallIcon } from './SmallIcon.tsx';
import './states.css';

type Props = { readonly problem: Problem; readonly onRetry?: () => void; readonly small?: boolean };

/** What stands in the way: the refusal's own text, and the incident number of a fault. */
export function ErrorState({ problem, onRetry, small = false }: Props) {
  const { t } = useTranslation('ui');
  const text = useRefusalText(problem);
  return (
    <div className={small ? 'state-line' : 'state-box bad'} role="alert">
      <SmallIcon name="alert" size={small ? 16 : 30} />
      <div>
        <p className={small ? undefined : 'state-title'}>{text}</p>
        {problem.code === 'permission.missing' && typeof problem.facts['permission'] === 'string' && (
          <p className="state-hint">
            <GoLink to={paths.why(problem.facts['permission'])}>{t('error.why')}</GoLink>
          </p>
        )}
        {problem.incident !== null && (
          <p className="state-hint">{t('error.incident', { incident: problem.incident })}</p>
        )}
      </div>
      {onRetry !== undefined && (
        <div className="state-action">
          <button type="button" className="plain-button" onClick={onRetry}>
            {t('error.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
