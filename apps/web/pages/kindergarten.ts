import type { Page } from '@xueqian/ui/page.ts';

/** Pages of a kindergarten's own work. */
export const kindergartenPages: readonly Page[] = [
  {
    path: '/imports',
    name: 'imports',
    permission: 'importing.read',
    messages: ['importing', 'children'],
    load: () => import('@xueqian/modules/importing/web/ImportsPage.tsx').then((file) => file.ImportsPage),
    nav: { group: 'work', icon: 'upload' },
  },
  {
    path: '/imports/$importId',
    name: 'import',
    permission: 'importing.read',
    messages: ['importing', 'children'],
    load: () => import('@xueqian/modules/importing/web/ImportPage.tsx').then((file) => file.ImportPage),
  },
  {
    path: '/my-children',
    name: 'my-children',
    permission: 'children.read',
    levels: ['institution'],
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/ChildListPage.tsx').then((file) => file.ChildListPage),
    nav: { group: 'records', icon: 'people' },
  },
  {
    path: '/my-children/new',
    name: 'new-child',
    permission: 'children.edit',
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/NewChildPage.tsx').then((file) => file.NewChildPage),
  },
  {
    path: '/my-children/$childId',
    name: 'edit-child',
    permission: 'children.read',
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/ChildPage.tsx').then((file) => file.ChildPage),
  },
  {
    path: '/my-children/$childId/edit',
    name: 'edit-child',
    permission: 'children.edit',
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/EditChildPage.tsx').then((file) => file.EditChildPage),
  },
  {
    path: '/my-children/$childId/print',
    name: 'edit-child',
    permission: 'children.read',
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/ChildPrintPage.tsx').then((file) => file.ChildPrintPage),
  },
  {
    path: '/classes',
    name: 'classes',
    permission: 'classes.read',
    levels: ['institution'],
    messages: ['classes'],
    load: () => import('@xueqian/modules/classes/web/ClassesPage.tsx').then((file) => file.ClassesPage),
    nav: { group: 'records', icon: 'grid' },
  },
];
