import { connectionLost } from '@xueqian/ui/connection.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

type StopProps = { title: string; hint: string; onRetry?: () => void; why?: string | null };

function Stop({ title, hint, onRetry, why = null }: StopProps) {
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
          </GoLink>{' '}
          {why !== null && (
            <GoLink to={paths.why(why)} className="plain-button">
              {t('error.why')}
            </GoLink>
          )}
        </>
      }
    />
  );
}

export function NotFoundPage() {
  const { t } = useTranslation('ui');
  return <Stop title={t('error.notFound')} hint={t('error.notFoundHint')} />;
}

export function ForbiddenPage({ permission }: { readonly permission?: string | null }) {
  const { t } = useTranslation('ui');
  return <Stop title={t('error.forbidden')} hint={t('error.forbiddenHint')} why={permission ?? null} />;
}

const reloadedAt = 'xueqian.reloaded-at';

/** Loads anew, but not again and again. */
const reloadOnce = (): void => {
  const last = Number(sessionStorage.getItem(reloadedAt) ?? 0);
  if (Date.now() - last < 30_000) return;
  sessionStorage.setItem(reloadedAt, String(Date.now()));
  window.location.reload();
};

/**
 * A page that failed to load or to draw. When its file did not come (no connection, or a new version on the server) it
 * is loaded anew as soon as the server answers.
 */
export function PageError({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('ui');
  const lost = useSyncExternalStore(connectionLost.watch, connectionLost.get);
  const isMissing = /import|preload|fetch|load/i.test(error instanceof Error ? error.message : '');
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    if (!isMissing) return;
    connectionLost.set(true);
    setWaited(true);
  }, [isMissing]);
  useEffect(() => {
    if (waited && !lost) reloadOnce();
  }, [waited, lost]);
  return lost && isMissing ? (
    <Stop title={t('error.waiting')} hint={t('error.waitingHint')} />
  ) : (
    <Stop title={t('error.title')} hint={t('error.page')} onRetry={() => window.location.reload()} />
  );
}
