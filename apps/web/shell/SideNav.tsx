import { useLocation } from '@tanstack/react-router';
import { type NavGroup, navGroups, type Page } from '@xueqian/ui/page.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySee, pages } from '../pages/index.ts';

type NavPage = Page & { readonly nav: NonNullable<Page['nav']> };

const isCurrent = (page: Page, pathname: string): boolean =>
  page.path === '/' ? pathname === '/' : pathname === page.path || pathname.startsWith(`${page.path}/`);

/** The way to the pages this person may see. On a phone it opens over the page. */
export function SideNav({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('ui');
  const session = useSession();
  const { pathname } = useLocation();
  const [folded, setFolded] = useState<ReadonlySet<NavGroup>>(new Set());
  const fold = (group: NavGroup): void => {
    const next = new Set(folded);
    if (!next.delete(group)) next.add(group);
    setFolded(next);
  };
  const shown = pages.filter((page): page is NavPage => page.nav !== undefined && maySee(page, session));
  return (
    <>
      {open && <button type="button" className="shell-veil" aria-label={t('close')} onClick={onClose} />}
      <nav id="nav" className={`shell-nav${open ? ' open' : ''}`} aria-label={t('shell.nav')}>
        {navGroups.map((group) => {
          const inGroup = shown.filter((page) => page.nav.group === group);
          return inGroup.length === 0 ? null : (
            <div key={group} className="nav-group">
              <button
                type="button"
                aria-expanded={!folded.has(group)}
                aria-controls={`nav-${group}`}
                onClick={() => fold(group)}
              >
                {t(`shell.groups.${group}`)}
              </button>
              <ul id={`nav-${group}`} hidden={folded.has(group)}>
                {inGroup.map((page) => (
                  <li key={page.path}>
                    <GoLink to={page.path} current={isCurrent(page, pathname)} onGo={onClose}>
                      <SmallIcon name={page.nav.icon} size={16} />
                      {t(`pages.${page.name}`)}
                    </GoLink>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
    </>
  );
}
