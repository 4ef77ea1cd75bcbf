import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { SignInPage } from '@xueqian/modules/accounts/web/SignInPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { sessionQuery } from './session.ts';

/** Where the person wanted to go, inside this application only. */
export const wayBack = (back: string | undefined): string =>
  back !== undefined && /^\/(?![/\\])/.test(back) ? back : paths.home;

/** The sign-in page; afterwards to where the person wanted to go. */
export function SignIn() {
  const router = useRouter();
  const queries = useQueryClient();
  const { query } = useAddress();
  return (
    <SignInPage
      onSignedIn={(session) => {
        queries.clear();
        queries.setQueryData(sessionQuery.queryKey, session);
        router.history.replace(session.need === null ? wayBack(query['back']) : paths.firstSteps(query['back']));
      }}
    />
  );
}
