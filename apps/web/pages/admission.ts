import type { Page } from '@xueqian/ui/page.ts';

/** Pages of the admission of new institutions, one by one and as a list. */
export const admissionPages: readonly Page[] = [
  {
    path: '/admissions',
    name: 'admissions',
    permission: 'admission.read',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionsPage.tsx').then((file) => file.AdmissionsPage),
    nav: { group: 'institutions', icon: 'stamp' },
  },
  {
    path: '/rosters',
    name: 'rosters',
    permission: 'rosters.use',
    messages: ['rosters', 'importing'],
    load: () => import('@xueqian/modules/rosters/web/RostersPage.tsx').then((file) => file.RostersPage),
    nav: { group: 'institutions', icon: 'upload' },
  },
  {
    path: '/rosters/$rosterId',
    name: 'roster',
    permission: 'rosters.use',
    messages: ['rosters', 'importing'],
    load: () => import('@xueqian/modules/rosters/web/RosterPage.tsx').then((file) => file.RosterPage),
  },
  {
    path: '/admissions/new',
    name: 'new-admission',
    permission: 'admission.take-in',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionFormPage.tsx').then((file) => file.NewAdmissionPage),
  },
  {
    path: '/admissions/$applicationId',
    name: 'admission',
    permission: 'admission.read',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionPage.tsx').then((file) => file.AdmissionPage),
  },
  {
    path: '/admissions/$applicationId/edit',
    name: 'edit-admission',
    permission: 'admission.take-in',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionFormPage.tsx').then((file) => file.EditAdmissionPage),
  },
  {
    path: '/admissions/$applicationId/print',
    name: 'print-admission',
    permission: 'admission.read',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionPrintPage.tsx').then((file) => file.AdmissionPrintPage),
  },
  {
    path: '/admission-accounts',
    name: 'admission-accounts',
    permission: 'admission.hand-over',
    messages: ['admission'],
    load: () =>
      import('@xueqian/modules/admission/web/AdmissionAccountsPage.tsx').then((file) => file.AdmissionAccountsPage),
    nav: { group: 'system', icon: 'house' },
  },
  {
    path: '/unlicensed-institutions',
    name: 'unlicensed',
    permission: 'admission.read',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/UnlicensedPage.tsx').then((file) => file.UnlicensedPage),
    nav: { group: 'institutions', icon: 'alert' },
  },
];
