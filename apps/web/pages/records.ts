import type { Page } from '@xueqian/ui/page.ts';

const papers = ['papers', 'children'];
const verification = ['verification', 'children'];

/** Pages of what is made of children's files: forms on paper, and the comparison with the public security's register. */
export const recordPages: readonly Page[] = [
  {
    path: '/confirmations',
    name: 'confirmations',
    permission: 'papers.read',
    levels: ['institution'],
    messages: papers,
    load: () => import('@xueqian/modules/papers/web/ConfirmationsPage.tsx').then((file) => file.ConfirmationsPage),
    nav: { group: 'children', icon: 'stamp' },
  },
  {
    path: '/paper-files',
    name: 'paper-files',
    permission: 'papers.read',
    levels: ['institution'],
    messages: papers,
    load: () => import('@xueqian/modules/papers/web/PaperFilesPage.tsx').then((file) => file.PaperFilesPage),
  },
  {
    path: '/children/$childId/papers',
    name: 'child-papers',
    permission: 'papers.read',
    messages: papers,
    load: () => import('@xueqian/modules/papers/web/ChildPapersPage.tsx').then((file) => file.ChildPapersPage),
  },
  {
    path: '/verification-batches',
    name: 'verification-batches',
    permission: 'verification.read-batches',
    messages: verification,
    load: () => import('@xueqian/modules/verification/web/BatchesPage.tsx').then((file) => file.BatchesPage),
    nav: { group: 'children', icon: 'table' },
  },
  {
    path: '/verification-batches/$batchId',
    name: 'verification-batch',
    permission: 'verification.read-batches',
    messages: verification,
    load: () => import('@xueqian/modules/verification/web/BatchPage.tsx').then((file) => file.BatchPage),
  },
  {
    path: '/verification-problems',
    name: 'verification-problems',
    permission: 'verification.read',
    messages: verification,
    load: () => import('@xueqian/modules/verification/web/ProblemsPage.tsx').then((file) => file.ProblemsPage),
    nav: { group: 'children', icon: 'shield' },
  },
  {
    path: '/verification-figures',
    name: 'verification-figures',
    permission: 'verification.read',
    levels: ['county', 'prefecture', 'province'],
    messages: verification,
    load: () => import('@xueqian/modules/verification/web/FiguresPage.tsx').then((file) => file.FiguresPage),
    nav: { group: 'figures', icon: 'shield' },
  },
  {
    path: '/children/$childId/verification',
    name: 'child-verification',
    permission: 'verification.read',
    messages: verification,
    load: () =>
      import('@xueqian/modules/verification/web/ChildVerificationPage.tsx').then((file) => file.ChildVerificationPage),
  },
];
