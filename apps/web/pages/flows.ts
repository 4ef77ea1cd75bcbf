import type { Page } from '@xueqian/ui/page.ts';

/** Pages of the flows of children. */
export const flowPages: readonly Page[] = [
  {
    path: '/flows',
    name: 'flows',
    permission: 'flows.read',
    messages: ['flows'],
    load: () => import('@xueqian/modules/flows/web/FlowsPage.tsx').then((file) => file.FlowsPage),
    nav: { group: 'figures', icon: 'arrow' },
  },
  {
    path: '/flow-children',
    name: 'flow-children',
    permission: 'flows.list',
    messages: ['flows'],
    load: () => import('@xueqian/modules/flows/web/FlowChildrenPage.tsx').then((file) => file.FlowChildrenPage),
  },
];
