import type { Page } from '@xueqian/ui/page.ts';

const messages = ['declarations'];
const form = () => import('@xueqian/modules/declarations/web/DeclarationFormPage.tsx');

/** Pages of declarations of changes, of what is to be declared, and of what the system tells of each month. */
export const declarationPages: readonly Page[] = [
  {
    path: '/declarations',
    name: 'declarations',
    permission: 'declarations.read',
    messages,
    load: () => import('@xueqian/modules/declarations/web/DeclarationsPage.tsx').then((file) => file.DeclarationsPage),
    nav: { group: 'supervision', icon: 'form' },
  },
  {
    path: '/declarations/new',
    name: 'new-declaration',
    permission: 'declarations.draw-up',
    messages,
    load: () => form().then((file) => file.NewDeclarationPage),
  },
  {
    path: '/declarations/$declarationId',
    name: 'declaration',
    permission: 'declarations.read',
    messages,
    load: () => import('@xueqian/modules/declarations/web/DeclarationPage.tsx').then((file) => file.DeclarationPage),
  },
  {
    path: '/declarations/$declarationId/edit',
    name: 'edit-declaration',
    permission: 'declarations.draw-up',
    messages,
    load: () => form().then((file) => file.EditDeclarationPage),
  },
  {
    path: '/declarations/$declarationId/print',
    name: 'print-declaration',
    permission: 'declarations.read',
    messages,
    load: () =>
      import('@xueqian/modules/declarations/web/DeclarationPrintPage.tsx').then((file) => file.DeclarationPrintPage),
  },
  {
    path: '/declaration-kinds',
    name: 'declaration-kinds',
    permission: 'declarations.read',
    levels: ['county', 'prefecture', 'province'],
    messages,
    load: () => import('@xueqian/modules/declarations/web/KindsPage.tsx').then((file) => file.KindsPage),
  },
  {
    path: '/monthly-messages',
    name: 'monthly-messages',
    permission: 'supervision.read-monthly',
    messages: ['supervision'],
    load: () =>
      import('@xueqian/modules/supervision/web/MonthlyMessagesPage.tsx').then((file) => file.MonthlyMessagesPage),
    nav: { group: 'supervision', icon: 'bell' },
  },
  {
    path: '/monthly-messages/$messageId',
    name: 'monthly-message',
    permission: 'supervision.read-monthly',
    messages: ['supervision', 'deadlines'],
    load: () =>
      import('@xueqian/modules/supervision/web/MonthlyMessagePage.tsx').then((file) => file.MonthlyMessagePage),
  },
];
