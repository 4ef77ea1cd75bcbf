import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionLost } from '../connection.ts';

/** 连接中断，正在重试: shown until a reply comes; what is on the page stays. */
export function ConnectionBanner({ ping }: { readonly ping: () => Promise<unknown> }) {
  const { t } = useTranslation('ui');
  const queries = useQueryClient();
  const lost = useSyncExternalStore(connectionLost.watch, connectionLost.get);
  useEffect(() => {
    if (!lost) return;
    const again = setInterval(() => {
      ping().then(
        () => queries.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' }),
        () => undefined,
      );
    }, 4000);
    return () => clearInterval(again);
  }, [lost, ping, queries]);
  return lost ? (
    <div className="connection-banner" role="status">
      {t('connection.lost')}
    </div>
  ) : null;
}
