import type { Page } from '@xueqian/ui/page.ts';

const messages = ['departures', 'children'];

/** Pages of children that leave, rest and come back, and of what is kept of those that went. */
export const departurePages: readonly Page[] = [
  {
    path: '/leavings',
    name: 'leavings',
    permission: 'departures.read',
    messages,
    load: () => import('@xueqian/modules/departures/web/LeavingsPage.tsx').then((file) => file.LeavingsPage),
    nav: { group: 'changes', icon: 'exit' },
  },
  {
    path: '/leavings/new',
    name: 'new-leaving',
    permission: 'departures.record',
    messages,
    load: () => import('@xueqian/modules/departures/web/LeavingFormPage.tsx').then((file) => file.LeavingFormPage),
  },
  {
    path: '/my-children/$childId/departures',
    name: 'child-departures',
    permission: 'departures.read',
    messages,
    load: () =>
      import('@xueqian/modules/departures/web/ChildDeparturePage.tsx').then((file) => file.ChildDeparturePage),
  },
  {
    path: '/past-children',
    name: 'past-children',
    permission: 'departures.read',
    messages,
    load: () => import('@xueqian/modules/children/web/PastChildrenPage.tsx').then((file) => file.PastChildrenPage),
  },
  {
    path: '/past-children/$enrolmentId',
    name: 'past-child',
    permission: 'departures.read',
    messages,
    load: () => import('@xueqian/modules/children/web/PastChildPage.tsx').then((file) => file.PastChildPage),
  },
];
