import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';

function Stop({ title, hint, onRetry }: { title: string; hint: string; onRetry?: () => void }) {
  const { t } = useTranslation('ui');
  useTitle(title);
  return (
    <EmptyState
      title={title}
      hint={hint}
      action={
        <>
          {onRetry !== undefined && (
            <button type="button" className="plain-button first" onClick={onRetry}>
              {t('error.retry')}
            </button>
          )}{' '}
          <GoLink to={paths.home} className="plain-button">
            {t('error.home')}
          </GoLink>
        </>
      }
    />
  );
}

export function NotFoundPage() {
  const { t } = useTranslation('ui');
  return <Stop title={t('error.notFound')} hint={t('error.notFoundHint')} />;
}

export function ForbiddenPage() {
  const { t } = useTranslation('ui');
  return <Stop title={t('error.forbidden')} hint={t('error.forbiddenHint')} />;
}

/** A page that failed to load or to draw; a new version on the server is fetched by loading anew. */
export function PageError() {
  const { t } = useTranslation('ui');
  return <Stop title={t('error.title')} hint={t('error.page')} onRetry={() => window.location.reload()} />;
}
