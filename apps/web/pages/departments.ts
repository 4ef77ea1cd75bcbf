import type { Page } from '@xueqian/ui/page.ts';

const departments = ['county', 'prefecture', 'province', 'ministry'] as const;

/** Pages of the education departments, and those everyone uses. */
export const departmentPages: readonly Page[] = [
  {
    path: '/',
    name: 'home',
    permission: null,
    messages: ['registration'],
    load: () => import('@xueqian/modules/registration/web/HomePage.tsx').then((file) => file.HomePage),
    nav: { group: 'work', icon: 'house' },
  },
];

export const atDepartments = departments;
