import type { Page } from '@xueqian/ui/page.ts';

const messages = ['petitions'];

/** Pages of what an institution asks its county for about one child's file. */
export const petitionPages: readonly Page[] = [
  {
    path: '/petitions',
    name: 'petitions',
    permission: 'petitions.read',
    messages,
    load: () => import('@xueqian/modules/petitions/web/PetitionsPage.tsx').then((file) => file.PetitionsPage),
    nav: { group: 'changes', icon: 'form' },
  },
  {
    path: '/petitions/$petitionId',
    name: 'petition',
    permission: 'petitions.read',
    messages,
    load: () => import('@xueqian/modules/petitions/web/PetitionPage.tsx').then((file) => file.PetitionPage),
  },
  {
    path: '/lost-files',
    name: 'lost-files',
    permission: 'petitions.draw-up',
    messages,
    load: () => import('@xueqian/modules/petitions/web/LostFilesPage.tsx').then((file) => file.LostFilesPage),
  },
  {
    path: '/my-children/$childId/deferral',
    name: 'deferral',
    permission: 'petitions.draw-up',
    messages,
    load: () => import('@xueqian/modules/petitions/web/DeferralPage.tsx').then((file) => file.DeferralPage),
  },
  {
    path: '/accidents',
    name: 'accidents',
    permission: 'accidents.read',
    messages: ['accidents'],
    load: () => import('@xueqian/modules/accidents/web/AccidentsPage.tsx').then((file) => file.AccidentsPage),
    nav: { group: 'changes', icon: 'heart' },
  },
  {
    path: '/accident-figures',
    name: 'accident-figures',
    permission: 'accidents.count',
    levels: ['prefecture', 'province'],
    messages: ['accidents'],
    load: () => import('@xueqian/modules/accidents/web/AccidentsPage.tsx').then((file) => file.AccidentsPage),
    nav: { group: 'figures', icon: 'heart' },
  },
  {
    path: '/accidents/$accidentId',
    name: 'accident',
    permission: 'accidents.read',
    messages: ['accidents'],
    load: () => import('@xueqian/modules/accidents/web/AccidentPage.tsx').then((file) => file.AccidentPage),
  },
  {
    path: '/my-children/$childId/accident',
    name: 'new-accident',
    permission: 'accidents.record',
    messages: ['accidents'],
    load: () => import('@xueqian/modules/accidents/web/AccidentFormPage.tsx').then((file) => file.AccidentFormPage),
  },
];
