import type { Page } from '@xueqian/ui/page.ts';

const departments = ['county', 'prefecture', 'province', 'ministry'] as const;
const messages = ['administration'];

/** Pages of the administrators, and what everyone has to do with them. */
export const administrationPages: readonly Page[] = [
  {
    path: '/accounts',
    name: 'accounts',
    permission: 'accounts.read',
    messages,
    load: () => import('@xueqian/modules/administration/web/AccountsPage.tsx').then((file) => file.AccountsPage),
    nav: { group: 'accounts', icon: 'people' },
  },
  {
    path: '/sections',
    name: 'sections',
    permission: 'accounts.read',
    levels: departments,
    messages,
    load: () => import('@xueqian/modules/administration/web/SectionsPage.tsx').then((file) => file.SectionsPage),
    nav: { group: 'accounts', icon: 'table' },
  },
  {
    path: '/towns',
    name: 'towns',
    permission: 'accounts.manage',
    levels: ['county'],
    messages,
    load: () => import('@xueqian/modules/administration/web/TownsPage.tsx').then((file) => file.TownsPage),
    nav: { group: 'accounts', icon: 'house' },
  },
  {
    path: '/trainings',
    name: 'trainings',
    permission: 'accounts.read',
    messages,
    load: () => import('@xueqian/modules/administration/web/TrainingsPage.tsx').then((file) => file.TrainingsPage),
    nav: { group: 'accounts', icon: 'pencil' },
  },
  {
    path: '/permission-division',
    name: 'permission-division',
    permission: 'accounts.read',
    messages,
    load: () => import('@xueqian/modules/administration/web/DivisionPage.tsx').then((file) => file.DivisionPage),
    nav: { group: 'accounts', icon: 'rules' },
  },
  {
    path: '/permission-divisions',
    name: 'permission-divisions',
    permission: 'accounts.file-division',
    messages,
    load: () => import('@xueqian/modules/administration/web/DivisionsPage.tsx').then((file) => file.DivisionsPage),
    nav: { group: 'accounts', icon: 'stamp' },
  },
  {
    path: '/leading-group',
    name: 'leading-group',
    permission: 'accounts.lead',
    messages,
    load: () =>
      import('@xueqian/modules/administration/web/LeadingGroupPage.tsx').then((file) => file.LeadingGroupPage),
    nav: { group: 'accounts', icon: 'people' },
  },
  {
    path: '/leading-groups',
    name: 'leading-groups',
    permission: 'accounts.file-leadership',
    messages,
    load: () =>
      import('@xueqian/modules/administration/web/LeadingGroupsPage.tsx').then((file) => file.LeadingGroupsPage),
    nav: { group: 'accounts', icon: 'people' },
  },
  {
    path: '/recoveries',
    name: 'recoveries',
    permission: 'accounts.manage',
    levels: departments,
    messages,
    load: () => import('@xueqian/modules/administration/web/RecoveriesPage.tsx').then((file) => file.RecoveriesPage),
    nav: { group: 'accounts', icon: 'back' },
  },
  {
    path: '/lendings',
    name: 'lendings',
    permission: null,
    messages,
    load: () => import('@xueqian/modules/administration/web/LendingsPage.tsx').then((file) => file.LendingsPage),
    nav: { group: 'accounts', icon: 'clock' },
  },
  {
    path: '/why',
    name: 'why',
    permission: null,
    messages,
    load: () => import('@xueqian/modules/administration/web/WhyPage.tsx').then((file) => file.WhyPage),
  },
];
