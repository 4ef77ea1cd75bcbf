import type { Page } from '@xueqian/ui/page.ts';

const messages = ['key-changes', 'children'];

/** Pages of changes of key information. */
export const keyChangePages: readonly Page[] = [
  {
    path: '/key-changes',
    name: 'key-changes',
    permission: 'key-changes.read',
    messages,
    load: () => import('@xueqian/modules/key-changes/web/KeyChangesPage.tsx').then((file) => file.KeyChangesPage),
    nav: { group: 'changes', icon: 'pencil' },
  },
  {
    path: '/key-changes/$applicationId',
    name: 'key-change',
    permission: 'key-changes.read',
    messages,
    load: () => import('@xueqian/modules/key-changes/web/KeyChangePage.tsx').then((file) => file.KeyChangePage),
  },
  {
    path: '/key-changes/$applicationId/edit',
    name: 'edit-key-change',
    permission: 'key-changes.apply',
    messages,
    load: () => import('@xueqian/modules/key-changes/web/EditKeyChangePage.tsx').then((file) => file.EditKeyChangePage),
  },
  {
    path: '/my-children/$childId/key-change',
    name: 'enter-key-change',
    permission: 'key-changes.apply',
    messages,
    load: () =>
      import('@xueqian/modules/key-changes/web/EnterKeyChangePage.tsx').then((file) => file.EnterKeyChangePage),
  },
];
