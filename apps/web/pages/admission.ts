import type { Page } from '@xueqian/ui/page.ts';

/** Pages of the admission of new institutions. */
export const admissionPages: readonly Page[] = [
  {
    path: '/admissions',
    name: 'admissions',
    permission: 'admission.read',
    messages: ['admission'],
    load: () => import('@xueqian/modules/admission/web/AdmissionsPage.tsx').then((file) => file.AdmissionsPage),
    nav: { group: 'records', icon: 'house' },
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
    nav: { group: 'records', icon: 'alert' },
  },
];
