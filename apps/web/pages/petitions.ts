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
    nav: { group: 'records', icon: 'form' },
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
];
