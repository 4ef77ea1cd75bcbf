import type { Page } from '@xueqian/ui/page.ts';

const departments = ['county', 'prefecture', 'province', 'ministry'] as const;
/** A town's central kindergarten looks at its institutions as a department does. */
const departmentsAndTowns = ['town', ...departments] as const;

/** Pages of the education departments, and those everyone uses. */
export const departmentPages: readonly Page[] = [
  {
    path: '/',
    name: 'home',
    permission: null,
    messages: ['registration', 'tasks'],
    load: () => import('@xueqian/modules/tasks/web/HomePage.tsx').then((file) => file.HomePage),
    nav: { group: 'work', icon: 'house' },
  },
  {
    path: '/reviews',
    name: 'reviews',
    permission: 'registration.review',
    messages: ['registration'],
    load: () => import('@xueqian/modules/registration/web/ReviewQueuePage.tsx').then((file) => file.ReviewQueuePage),
    nav: { group: 'work', icon: 'stamp' },
  },
  {
    path: '/reviews/$institutionId',
    name: 'review',
    permission: 'registration.review',
    messages: ['registration'],
    load: () => import('@xueqian/modules/registration/web/ReviewPage.tsx').then((file) => file.ReviewPage),
  },
  {
    path: '/first-reviews',
    name: 'first-reviews',
    permission: 'registration.first-review',
    messages: ['registration'],
    load: () => import('@xueqian/modules/registration/web/ReviewQueuePage.tsx').then((file) => file.ReviewQueuePage),
    nav: { group: 'work', icon: 'stamp' },
  },
  {
    path: '/first-reviews/$institutionId',
    name: 'first-review',
    permission: 'registration.first-review',
    messages: ['registration'],
    load: () => import('@xueqian/modules/registration/web/ReviewPage.tsx').then((file) => file.ReviewPage),
  },
  {
    path: '/basic-reviews',
    name: 'basic-reviews',
    permission: 'institutions.review-basic',
    messages: ['institutions'],
    load: () => import('@xueqian/modules/institutions/web/BasicReviewsPage.tsx').then((file) => file.BasicReviewsPage),
    nav: { group: 'work', icon: 'form' },
  },
  {
    path: '/basic-reviews/$institutionId',
    name: 'basic-review',
    permission: 'institutions.review-basic',
    messages: ['institutions'],
    load: () => import('@xueqian/modules/institutions/web/BasicReviewPage.tsx').then((file) => file.BasicReviewPage),
  },
  {
    path: '/section-reviews',
    name: 'section-reviews',
    permission: 'institutions.review-sections',
    messages: ['institutions'],
    load: () =>
      import('@xueqian/modules/institutions/web/SectionReviewsPage.tsx').then((file) => file.SectionReviewsPage),
    nav: { group: 'work', icon: 'form' },
  },
  {
    path: '/section-reviews/$institutionId/$section',
    name: 'section-review',
    permission: 'institutions.review-sections',
    messages: ['institutions'],
    load: () =>
      import('@xueqian/modules/institutions/web/SectionReviewPage.tsx').then((file) => file.SectionReviewPage),
  },
  {
    path: '/institutions',
    name: 'institutions',
    permission: 'institutions.read',
    levels: departmentsAndTowns,
    messages: ['institutions'],
    load: () => import('@xueqian/modules/institutions/web/InstitutionsPage.tsx').then((file) => file.InstitutionsPage),
    nav: { group: 'records', icon: 'grid' },
  },
  {
    path: '/institutions/$institutionId',
    name: 'institution',
    permission: 'institutions.read',
    levels: departmentsAndTowns,
    messages: ['institutions'],
    load: () => import('@xueqian/modules/institutions/web/InstitutionPage.tsx').then((file) => file.InstitutionPage),
  },
  {
    path: '/institutions/$institutionId/sections/$section',
    name: 'institution-section',
    permission: 'institutions.read-sections',
    levels: departments,
    messages: ['institutions'],
    load: () =>
      import('@xueqian/modules/institutions/web/InstitutionSectionPage.tsx').then(
        (file) => file.InstitutionSectionPage,
      ),
  },
  {
    path: '/institutions/$institutionId/sections/$section/print',
    name: 'print-section',
    permission: 'institutions.read-sections',
    messages: ['institutions'],
    load: () => import('@xueqian/modules/institutions/web/SectionPrintPage.tsx').then((file) => file.SectionPrintPage),
  },
  {
    path: '/children',
    name: 'children',
    permission: 'children.read',
    levels: departmentsAndTowns,
    messages: ['children'],
    load: () => import('@xueqian/modules/children/web/FindChildrenPage.tsx').then((file) => file.FindChildrenPage),
    nav: { group: 'records', icon: 'people' },
  },
  {
    path: '/annex2',
    name: 'annex2',
    permission: 'statistics.read',
    levels: departments,
    messages: ['statistics'],
    load: () => import('@xueqian/modules/statistics/web/Annex2Page.tsx').then((file) => file.Annex2Page),
    nav: { group: 'figures', icon: 'table' },
  },
  {
    path: '/audit',
    name: 'audit',
    permission: 'audit.read',
    messages: ['audit', 'children'],
    load: () => import('@xueqian/modules/audit/web/AuditPage.tsx').then((file) => file.AuditPage),
    nav: { group: 'system', icon: 'clock' },
  },
  {
    path: '/operations',
    name: 'operations',
    permission: 'audit.watch-sealing',
    messages: ['audit'],
    load: () => import('@xueqian/modules/audit/web/OperationsPage.tsx').then((file) => file.OperationsPage),
    nav: { group: 'system', icon: 'table' },
  },
  {
    path: '/announcements',
    name: 'announcements',
    permission: null,
    messages: ['announcements'],
    load: () =>
      import('@xueqian/modules/announcements/web/AnnouncementsPage.tsx').then((file) => file.AnnouncementsPage),
    nav: { group: 'work', icon: 'bell' },
  },
  {
    path: '/announcements/new',
    name: 'write-announcement',
    permission: 'announcements.write',
    messages: ['announcements'],
    load: () =>
      import('@xueqian/modules/announcements/web/WriteAnnouncementPage.tsx').then((file) => file.WriteAnnouncementPage),
  },
  {
    path: '/announcements/$announcementId',
    name: 'announcement',
    permission: null,
    messages: ['announcements'],
    load: () => import('@xueqian/modules/announcements/web/AnnouncementPage.tsx').then((file) => file.AnnouncementPage),
  },
  {
    path: '/announcements/$announcementId/follow-up',
    name: 'announcement-follow-up',
    permission: 'announcements.follow',
    messages: ['announcements'],
    load: () => import('@xueqian/modules/announcements/web/FollowUpPage.tsx').then((file) => file.FollowUpPage),
  },
  {
    path: '/my-account',
    name: 'my-account',
    permission: null,
    messages: ['accounts'],
    load: () => import('@xueqian/modules/accounts/web/MyAccountPage.tsx').then((file) => file.MyAccountPage),
    nav: { group: 'system', icon: 'person' },
  },
];
