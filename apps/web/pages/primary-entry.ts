import type { Page } from '@xueqian/ui/page.ts';

const messages = ['primary-entry', 'importing'];

/** Pages of the hand-over to primary school. */
export const primaryEntryPages: readonly Page[] = [
  {
    path: '/primary-entry',
    name: 'primary-entry',
    permission: 'primary-entry.read',
    messages,
    load: () => import('@xueqian/modules/primary-entry/web/GraduatesPage.tsx').then((file) => file.GraduatesPage),
    nav: { group: 'changes', icon: 'cap' },
  },
  {
    path: '/primary-entry-lists',
    name: 'primary-entry-lists',
    permission: 'primary-entry.read-lists',
    messages,
    load: () => import('@xueqian/modules/primary-entry/web/ListsPage.tsx').then((file) => file.ListsPage),
  },
  {
    path: '/primary-entry-lists/$listId',
    name: 'primary-entry-list',
    permission: 'primary-entry.read-lists',
    messages,
    load: () => import('@xueqian/modules/primary-entry/web/ListPage.tsx').then((file) => file.ListPage),
  },
  {
    path: '/primary-entry-figures',
    name: 'primary-entry-figures',
    permission: 'primary-entry.read',
    levels: ['county', 'prefecture', 'province'],
    messages,
    load: () => import('@xueqian/modules/primary-entry/web/FiguresPage.tsx').then((file) => file.FiguresPage),
  },
  {
    path: '/primary-entry-lookup',
    name: 'primary-entry-lookup',
    permission: 'primary-entry.look-up',
    messages,
    load: () => import('@xueqian/modules/primary-entry/web/LookupPage.tsx').then((file) => file.LookupPage),
  },
];
