import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  useRouteContext,
} from '@tanstack/react-router';
import { loadMessages } from '@xueqian/ui/i18n.ts';
import type { Page } from '@xueqian/ui/page.ts';
import { paths } from '@xueqian/ui/paths.ts';
import { queries } from '@xueqian/ui/queries.ts';
import type { Session } from '@xueqian/ui/session.ts';
import { lazy } from 'react';
import { maySee, pages } from './pages/index.ts';
import { ForbiddenPage, NotFoundPage, PageError } from './StopPages.tsx';
import { sessionQuery } from './session.ts';

const root = createRootRoute({ errorComponent: PageError, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  loader: () => loadMessages(['accounts']),
  component: lazyRouteComponent(() => import('./SignIn.tsx'), 'SignIn'),
});

const recovery = createRoute({
  getParentRoute: () => root,
  path: '/recovery',
  loader: () => loadMessages(['administration']),
  component: lazyRouteComponent(() => import('@xueqian/modules/administration/web/RecoveryPage.tsx'), 'RecoveryPage'),
});

/** Everything behind the sign-in: the session decides, the frame is loaded only then. */
const office = createRoute({
  getParentRoute: () => root,
  id: 'office',
  beforeLoad: async ({ location }): Promise<{ session: Session }> => {
    const session = await queries.ensureQueryData(sessionQuery);
    if (session === null) {
      const back = location.pathname === '/' ? undefined : location.href;
      throw redirect({ href: paths.signIn(back) });
    }
    return { session };
  },
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
  notFoundComponent: NotFoundPage,
});

const routeOf = (page: Page) => {
  const Component = lazy(() => page.load().then((component) => ({ default: component })));
  return createRoute({
    getParentRoute: () => office,
    path: page.path,
    loader: () => Promise.all([loadMessages(page.messages), page.load()]),
    staticData: { page },
    errorComponent: PageError,
    component: function Guarded() {
      const { session } = useRouteContext({ strict: false }) as { session: Session };
      return maySee(page, session) ? <Component /> : <ForbiddenPage permission={page.permission} />;
    },
  });
};

/** Anything else: said inside the office, with the navigation beside it. */
const unknown = createRoute({ getParentRoute: () => office, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([signIn, recovery, office.addChildren([...pages.map(routeOf), unknown])]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: false,
  scrollRestoration: true,
  defaultPendingMs: 400,
});
