import type { Page } from '@xueqian/ui/page.ts';

const messages = ['transfers', 'children'];

/** Pages of transfers of children between institutions. */
export const transferPages: readonly Page[] = [
  {
    path: '/transfers',
    name: 'transfers',
    permission: 'transfers.read',
    messages,
    load: () => import('@xueqian/modules/transfers/web/TransfersPage.tsx').then((file) => file.TransfersPage),
    nav: { group: 'changes', icon: 'swap' },
  },
  {
    path: '/transfers/new',
    name: 'ask-for-transfer',
    permission: 'transfers.handle',
    messages,
    load: () => import('@xueqian/modules/transfers/web/AskTransferPage.tsx').then((file) => file.AskTransferPage),
  },
  {
    path: '/transfers/$transferId',
    name: 'transfer',
    permission: 'transfers.read',
    messages,
    load: () => import('@xueqian/modules/transfers/web/TransferPage.tsx').then((file) => file.TransferPage),
  },
  {
    path: '/my-children/$childId/transfer',
    name: 'offer-transfer',
    permission: 'transfers.handle',
    messages,
    load: () => import('@xueqian/modules/transfers/web/OfferTransferPage.tsx').then((file) => file.OfferTransferPage),
  },
];
