import { useLocation, useParams, useRouter } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type Address = {
  readonly pathname: string;
  readonly query: Readonly<Record<string, string>>;
  /** Changes parts of the query; null takes one away. The step can be undone by the browser's back. */
  readonly setQuery: (changes: Readonly<Record<string, string | null>>, how?: { replace: boolean }) => void;
};

/** Where we are. Filters of a list live in the query, so that an address can be passed on. */
export const useAddress = (): Address => {
  const router = useRouter();
  const location = useLocation();
  const query = useMemo(() => Object.fromEntries(new URLSearchParams(location.searchStr)), [location.searchStr]);
  const { pathname } = location;
  const setQuery = useCallback(
    (changes: Readonly<Record<string, string | null>>, how?: { replace: boolean }) => {
      const search = new URLSearchParams(router.state.location.searchStr);
      for (const [key, value] of Object.entries(changes)) {
        if (value === null || value === '') search.delete(key);
        else search.set(key, value);
      }
      const text = search.toString();
      const to = text === '' ? router.state.location.pathname : `${router.state.location.pathname}?${text}`;
      if (how?.replace === true) router.history.replace(to);
      else router.history.push(to);
    },
    [router],
  );
  return { pathname, query, setQuery };
};

/** Goes to an address of ui/paths. */
export const useGo = (): ((to: string) => void) => {
  const router = useRouter();
  return useCallback((to: string) => router.history.push(to), [router]);
};

/** A number in the path, such as institutionId; NaN when it is none. */
export const usePathNumber = (name: string): number => {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return Number(params[name]);
};
