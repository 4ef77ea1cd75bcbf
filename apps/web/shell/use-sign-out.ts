import { useRouter } from '@tanstack/react-router';
import { signOut } from '@xueqian/modules/accounts/contract.ts';
import { callRoute } from '@xueqian/ui/api.ts';
import { giveUpSession } from '@xueqian/ui/connection.ts';
import { emptyBrowserStores } from '@xueqian/ui/i18n.ts';
import { paths } from '@xueqian/ui/paths.ts';
import { queries } from '@xueqian/ui/queries.ts';
import { keepAll } from '@xueqian/ui/signing-out.ts';
import { useCallback } from 'react';
import { sessionQuery } from '../session.ts';

/** Ends the session on the server where that is possible, forgets everything here and shows the sign-in page. */
export const useSignOut = (): (() => void) => {
  const router = useRouter();
  return useCallback(() => {
    void keepAll()
      .then(() => {
        giveUpSession();
        return callRoute({ ...signOut, permission: 'public' }, {});
      })
      .catch(() => undefined)
      .then(() => {
        // A half-filled form asks nobody any more: whoever has signed out leaves nothing on the screen.
        router.history.replace(paths.signIn(), undefined, { ignoreBlocker: true });
        queries.clear();
        emptyBrowserStores();
        queries.setQueryData(sessionQuery.queryKey, null);
        // What was being read meanwhile has met the end of the session, and waits for nobody.
        giveUpSession();
      });
  }, [router]);
};
