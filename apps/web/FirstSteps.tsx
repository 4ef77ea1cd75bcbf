import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { FirstStepsPage } from '@xueqian/modules/accounts/web/FirstStepsPage.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { wayBack } from './SignIn.tsx';
import { sessionQuery } from './session.ts';
import { useSignOut } from './shell/use-sign-out.ts';

/** The steps before anything else; afterwards to where the person wanted to go. */
export function FirstSteps() {
  const router = useRouter();
  const queries = useQueryClient();
  const { query } = useAddress();
  const leave = useSignOut();
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  return (
    <FirstStepsPage
      session={session}
      onSession={(next) => {
        queries.setQueryData(sessionQuery.queryKey, next);
        router.history.replace(next.need === null ? wayBack(query['back']) : paths.firstSteps(query['back']));
      }}
      onLeave={leave}
    />
  );
}
