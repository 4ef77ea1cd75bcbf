import type { Page } from '@xueqian/ui/page.ts';
import { createElement } from 'react';

const departments = ['county', 'prefecture', 'province', 'ministry'] as const;
const messages = ['jurisdictions'];

/** Pages of the tree of divisions and of the rules that places lay down. */
export const jurisdictionPages: readonly Page[] = [
  {
    path: '/policy',
    name: 'policy',
    permission: null,
    messages,
    load: () => import('@xueqian/modules/jurisdictions/web/PolicyPage.tsx').then((file) => file.PolicyPage),
    nav: { group: 'system', icon: 'rules' },
  },
  {
    path: '/local-policy',
    name: 'local-policy',
    permission: 'jurisdictions.set-policy',
    messages,
    load: () => import('@xueqian/modules/jurisdictions/web/LocalPolicyPage.tsx').then((file) => file.LocalPolicyPage),
    nav: { group: 'system', icon: 'pencil' },
  },
  {
    path: '/divisions',
    name: 'divisions',
    permission: null,
    levels: departments,
    messages,
    load: () => import('@xueqian/modules/jurisdictions/web/DivisionTreePage.tsx').then((file) => file.DivisionTreePage),
    nav: { group: 'system', icon: 'grid' },
  },
  {
    path: '/division-changes',
    name: 'division-changes',
    permission: 'jurisdictions.change-divisions',
    messages,
    load: () =>
      import('@xueqian/modules/jurisdictions/web/DivisionChangesPage.tsx').then((file) => file.DivisionChangesPage),
    nav: { group: 'system', icon: 'form' },
  },
  {
    path: '/division-changes/new',
    name: 'new-division-change',
    permission: 'jurisdictions.change-divisions',
    messages,
    // The picker of institutions is a later module's: the page is handed its contract here.
    load: () =>
      Promise.all([
        import('@xueqian/modules/jurisdictions/web/NewDivisionChangePage.tsx'),
        import('@xueqian/modules/institutions/contract.ts'),
      ]).then(
        ([file, { searchInstitutions }]) =>
          () =>
            createElement(file.NewDivisionChangePage, { searchInstitutions }),
      ),
  },
  {
    path: '/division-changes/$changeId',
    name: 'division-change',
    permission: 'jurisdictions.change-divisions',
    messages,
    load: () =>
      import('@xueqian/modules/jurisdictions/web/DivisionChangePage.tsx').then((file) => file.DivisionChangePage),
  },
];
