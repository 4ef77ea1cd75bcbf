import { Outlet, useLocation, useMatches, useRouteContext, useRouter } from '@tanstack/react-router';
import { SessionEndedDialog } from '@xueqian/modules/accounts/web/SessionEndedDialog.tsx';
import { loadMessages } from '@xueqian/ui/i18n.ts';
import type { Page } from '@xueqian/ui/page.ts';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { speakFor } from '@xueqian/ui/place-words.ts';
import { queries } from '@xueqian/ui/queries.ts';
import { type Session, SessionContext } from '@xueqian/ui/session.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../session.ts';
import { OfficeFrame } from './OfficeFrame.tsx';
import { SideNav } from './SideNav.tsx';
import { TopBar } from './TopBar.tsx';
import { useSignOut } from './use-sign-out.ts';
import './shell.css';

const ChildOverPage = lazy(() =>
  Promise.all([import('./ChildOverPage.tsx'), loadMessages(['children', 'registration'])]).then(([file]) => ({
    default: file.ChildOverPage,
  })),
);

const Bell = lazy(() =>
  Promise.all([import('@xueqian/modules/tasks/web/Bell.tsx'), loadMessages(['tasks'])]).then(([file]) => ({
    default: file.Bell,
  })),
);
const MustReadStrip = lazy(() =>
  Promise.all([import('@xueqian/modules/announcements/web/MustReadStrip.tsx'), loadMessages(['announcements'])]).then(
    ([file]) => ({ default: file.MustReadStrip }),
  ),
);

/** The office around a page: top bar, navigation, and what may lie over the page. */
export function Shell() {
  const { session } = useRouteContext({ strict: false }) as { session: Session };
  // Before any text is asked for: a municipality's pages speak of districts.
  speakFor(session.divisionCode);
  const { t } = useTranslation('ui');
  const { pathname, searchStr } = useLocation();
  const page = (useMatches().at(-1)?.staticData as { page?: Page } | undefined)?.page;
  const [navOpen, setNavOpen] = useState(false);
  const leave = useSignOut();
  const router = useRouter();
  useTitle(page === undefined ? '' : t(`pages.${page.name}`));
  useEffect(() => setNavOpen(false), [pathname]);
  const child = Number(new URLSearchParams(searchStr).get('child') ?? Number.NaN);
  return (
    <SessionContext value={session}>
      <OfficeFrame>
        <div className="shell">
          <a href="#main" className="skip-link">
            {t('shell.skip')}
          </a>
          <TopBar
            onOpenNav={() => setNavOpen(!navOpen)}
            navOpen={navOpen}
            onSignOut={leave}
            bell={
              <Suspense fallback={null}>
                <Bell pathname={pathname} />
              </Suspense>
            }
          />
          <SideNav open={navOpen} onClose={() => setNavOpen(false)} />
          <main id="main" className="shell-page" tabIndex={-1}>
            {pathname === paths.home && (
              <Suspense fallback={null}>
                <MustReadStrip />
              </Suspense>
            )}
            <Suspense fallback={<LoadingState />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
        {Number.isInteger(child) && child > 0 && (
          <Suspense fallback={null}>
            <ChildOverPage childId={child} />
          </Suspense>
        )}
        <Suspense fallback={null}>
          <SessionEndedDialog
            login={session.login}
            prepare={() => loadMessages(['accounts'])}
            onSignedIn={(again) => {
              queries.setQueryData(sessionQuery.queryKey, again);
              if (again.need !== null) void router.invalidate();
            }}
            onOther={leave}
          />
        </Suspense>
      </OfficeFrame>
    </SessionContext>
  );
}
