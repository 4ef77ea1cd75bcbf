import type { Page } from '@xueqian/ui/page.ts';

const messages = ['province-border', 'children'];

/** Pages of children that go to another province or come from one. */
export const provinceBorderPages: readonly Page[] = [
  {
    path: '/crossings',
    name: 'crossings',
    permission: 'province-border.read',
    messages,
    load: () => import('@xueqian/modules/province-border/web/CrossingsPage.tsx').then((file) => file.CrossingsPage),
    nav: { group: 'changes', icon: 'border' },
  },
  {
    path: '/crossings/file',
    name: 'take-file',
    permission: 'province-border.handle',
    messages,
    load: () => import('@xueqian/modules/province-border/web/TakeFilePage.tsx').then((file) => file.TakeFilePage),
  },
  {
    path: '/crossings/$crossingId',
    name: 'crossing',
    permission: 'province-border.read',
    messages,
    load: () => import('@xueqian/modules/province-border/web/CrossingPage.tsx').then((file) => file.CrossingPage),
  },
  {
    path: '/my-children/$childId/crossing',
    name: 'new-crossing',
    permission: 'province-border.handle',
    messages,
    load: () => import('@xueqian/modules/province-border/web/NewCrossingPage.tsx').then((file) => file.NewCrossingPage),
  },
];
