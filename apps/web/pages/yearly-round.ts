import type { Page } from '@xueqian/ui/page.ts';

const messages = ['yearly-round', 'children', 'classes'];

/** Pages of graduation, promotion and intake. */
export const yearlyRoundPages: readonly Page[] = [
  {
    path: '/yearly-rounds',
    name: 'yearly-rounds',
    permission: 'yearly-round.read',
    messages,
    load: () => import('@xueqian/modules/yearly-round/web/RoundsPage.tsx').then((file) => file.RoundsPage),
    nav: { group: 'changes', icon: 'cycle' },
  },
  {
    path: '/yearly-rounds/new',
    name: 'new-yearly-round',
    permission: 'yearly-round.propose',
    messages,
    load: () => import('@xueqian/modules/yearly-round/web/PlanPage.tsx').then((file) => file.PlanPage),
  },
  {
    path: '/yearly-rounds/$roundId',
    name: 'yearly-round',
    permission: 'yearly-round.read',
    messages,
    load: () => import('@xueqian/modules/yearly-round/web/RoundPage.tsx').then((file) => file.RoundPage),
  },
];
