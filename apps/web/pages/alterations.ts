import type { Page } from '@xueqian/ui/page.ts';

const messages = ['alterations'];

/** Pages of the changes of being of an institution. */
export const alterationPages: readonly Page[] = [
  {
    path: '/alterations',
    name: 'alterations',
    permission: 'alterations.read',
    messages,
    load: () => import('@xueqian/modules/alterations/web/AlterationsPage.tsx').then((file) => file.AlterationsPage),
    nav: { group: 'institutions', icon: 'form' },
  },
  {
    path: '/institutions/$institutionId/alteration',
    name: 'new-alteration',
    permission: 'alterations.apply',
    messages,
    load: () =>
      import('@xueqian/modules/alterations/web/AlterationFormPage.tsx').then((file) => file.NewAlterationPage),
  },
  {
    path: '/alterations/$alterationId',
    name: 'alteration',
    permission: 'alterations.read',
    messages,
    load: () => import('@xueqian/modules/alterations/web/AlterationPage.tsx').then((file) => file.AlterationPage),
  },
  {
    path: '/alterations/$alterationId/edit',
    name: 'edit-alteration',
    permission: 'alterations.apply',
    messages,
    load: () =>
      import('@xueqian/modules/alterations/web/AlterationFormPage.tsx').then((file) => file.EditAlterationPage),
  },
  {
    path: '/alterations/$alterationId/print',
    name: 'print-alteration',
    permission: 'alterations.read',
    messages,
    load: () =>
      import('@xueqian/modules/alterations/web/AlterationPrintPage.tsx').then((file) => file.AlterationPrintPage),
  },
];
