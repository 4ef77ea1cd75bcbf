import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { SignInPage } from '@xueqian/modules/accounts/web/SignInPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { sessionQuery } from './session.ts';

/** The sign-in page; afterwards to where the person wanted to go, inside this application only. */
export function SignIn() {
  const router = useRouter();
  const queries = useQueryClient();
  const { query } = useAddress();
  const back = query.back !== undefined && /^\/(?![/\\])/.test(query.back) ? query.back : paths.home;
  return (
    <SignInPage
      onSignedIn={(session) => {
        queries.clear();
        queries.setQueryData(sessionQuery.queryKey, session);
        router.history.replace(back);
      }}
    />
  );
}
