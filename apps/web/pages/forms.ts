import type { Page } from '@xueqian/ui/page.ts';

/** Pages of forms: of the departments that make them, and of the institutions that answer. */
export const formPages: readonly Page[] = [
  {
    path: '/my-forms',
    name: 'my-forms',
    permission: 'forms.answer',
    messages: ['forms'],
    load: () => import('@xueqian/modules/forms/web/MyFormsPage.tsx').then((file) => file.MyFormsPage),
    nav: { group: 'work', icon: 'form' },
  },
  {
    path: '/forms',
    name: 'forms',
    permission: 'forms.follow',
    messages: ['forms'],
    load: () => import('@xueqian/modules/forms/web/FormsPage.tsx').then((file) => file.FormsPage),
    nav: { group: 'supervision', icon: 'form' },
  },
  {
    path: '/forms/new',
    name: 'new-form',
    permission: 'forms.make',
    messages: ['forms'],
    load: () => import('@xueqian/modules/forms/web/DesignPage.tsx').then((file) => file.NewFormPage),
  },
  {
    path: '/forms/$formId',
    name: 'form',
    permission: 'forms.follow',
    messages: ['forms'],
    load: () => import('@xueqian/modules/forms/web/FormPage.tsx').then((file) => file.FormPage),
  },
  {
    path: '/forms/$formId/edit',
    name: 'edit-form',
    permission: 'forms.make',
    messages: ['forms'],
    load: () => import('@xueqian/modules/forms/web/DesignPage.tsx').then((file) => file.EditFormPage),
  },
  {
    path: '/form-answers/$answerId',
    name: 'form-answer',
    permission: 'forms.read',
    messages: ['forms', 'attachments'],
    load: () => import('@xueqian/modules/forms/web/AnswerPage.tsx').then((file) => file.AnswerPage),
  },
];
