/** Addresses of the pages: the one place that knows them; routes are made of the same words. */
const withQuery = (path: string, query: Readonly<Record<string, string | number | null | undefined>>): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
};

export const paths = {
  home: '/',
  signIn: (back?: string) => withQuery('/sign-in', { back }),
  firstSteps: (back?: string) => withQuery('/first-steps', { back }),
  myAccount: '/my-account',
  operations: '/operations',
  institutions: (filter: { division?: string; basicState?: string; name?: string } = {}) =>
    withQuery('/institutions', filter),
  institution: (institutionId: number) => `/institutions/${institutionId}`,
  basicReviews: '/basic-reviews',
  basicReview: (institutionId: number) => `/basic-reviews/${institutionId}`,
  sectionReviews: '/section-reviews',
  sectionReview: (institutionId: number, section: string, period = '') =>
    withQuery(`/section-reviews/${institutionId}/${section}`, { period }),
  sectionOf: (institutionId: number, section: string, period = '') =>
    withQuery(`/institutions/${institutionId}/sections/${section}`, { period }),
  printSection: (institutionId: number, section: string, period = '') =>
    withQuery(`/institutions/${institutionId}/sections/${section}/print`, { period }),
  admissions: (filter: { show?: string } = {}) => withQuery('/admissions', filter),
  newAdmission: (unlicensedId?: number) => withQuery('/admissions/new', { unlicensed: unlicensedId }),
  admission: (applicationId: number) => `/admissions/${applicationId}`,
  editAdmission: (applicationId: number) => `/admissions/${applicationId}/edit`,
  printAdmission: (applicationId: number, paper: 'form' | 'notice') =>
    withQuery(`/admissions/${applicationId}/print`, { paper }),
  admissionAccounts: '/admission-accounts',
  accounts: '/accounts',
  unlicensed: '/unlicensed-institutions',
  reviewQueue: '/reviews',
  review: (institutionId: number) => `/reviews/${institutionId}`,
  firstReviewQueue: '/first-reviews',
  firstReview: (institutionId: number) => `/first-reviews/${institutionId}`,
  announcements: (filter: { tab?: string } = {}) => withQuery('/announcements', filter),
  announcement: (announcementId: number) => `/announcements/${announcementId}`,
  writeAnnouncement: (announcementId?: number) => withQuery('/announcements/new', { draft: announcementId }),
  followAnnouncement: (announcementId: number) => `/announcements/${announcementId}/follow-up`,
  children: (filter: { division?: string; institutionId?: number; classId?: number; state?: string } = {}) =>
    withQuery('/children', filter),
  cases: (filter: { state?: string } = {}) => withQuery('/cases', filter),
  caseOf: (caseId: number) => `/cases/${caseId}`,
  annex2: (division?: string) => withQuery('/annex2', { division }),
  supervision: (filter: { rule?: string; division?: string } = {}) => withQuery('/supervision', filter),
  rectifications: (filter: { only?: string } = {}) => withQuery('/rectifications', filter),
  rectification: (rectificationId: number) => `/rectifications/${rectificationId}`,
  issueRectification: (institutionId: number, inspectionId?: number) =>
    withQuery(`/institutions/${institutionId}/rectification`, { inspection: inspectionId }),
  inspections: (filter: { only?: string } = {}) => withQuery('/inspections', filter),
  inspection: (inspectionId: number) => `/inspections/${inspectionId}`,
  beginInspection: (institutionId: number) => `/institutions/${institutionId}/inspection`,
  planInspections: '/inspection-plans/new',
  annualReviews: (filter: { year?: number; only?: string } = {}) => withQuery('/annual-reviews', filter),
  annualReview: (institutionId: number, year?: number) =>
    withQuery(`/institutions/${institutionId}/annual-review`, { year }),
  inspectionChecklist: '/inspection-checklist',
  forms: '/forms',
  newForm: '/forms/new',
  formOf: (formId: number) => `/forms/${formId}`,
  editForm: (formId: number) => `/forms/${formId}/edit`,
  myForms: '/my-forms',
  formAnswer: (answerId: number) => `/form-answers/${answerId}`,
  alterations: (filter: { only?: string; institutionId?: number } = {}) => withQuery('/alterations', filter),
  newAlteration: (institutionId: number) => `/institutions/${institutionId}/alteration`,
  alteration: (alterationId: number) => `/alterations/${alterationId}`,
  editAlteration: (alterationId: number) => `/alterations/${alterationId}/edit`,
  printAlteration: (alterationId: number) => `/alterations/${alterationId}/print`,
  fileChecks: '/file-checks',
  deadlines: (filter: { whose?: string; division?: string } = {}) => withQuery('/deadlines', filter),
  termChecks: '/term-checks',
  policy: '/policy',
  localPolicy: '/local-policy',
  divisions: (at: { code?: string; on?: string } = {}) => withQuery('/divisions', at),
  divisionChanges: '/division-changes',
  divisionChange: (changeId: number) => `/division-changes/${changeId}`,
  newDivisionChange: (about: { kind?: string; code?: string } = {}) => withQuery('/division-changes/new', about),
  why: (permission?: string) => withQuery('/why', { permission }),
  recovery: '/recovery',
  recoveries: '/recoveries',
  lendings: '/lendings',
  permissionDivision: '/permission-division',
  permissionDivisions: '/permission-divisions',
  leadingGroup: '/leading-group',
  leadingGroups: (show?: string) => withQuery('/leading-groups', { show }),
  // Pages of the kindergarten.
  myInstitution: '/my-institution',
  mySection: (section: string, period = '') => withQuery(`/my-institution/${section}`, { period }),
  classes: '/classes',
  myChildren: (filter: { classId?: number; state?: string } = {}) => withQuery('/my-children', filter),
  newChild: '/my-children/new',
  childOf: (childId: number) => `/my-children/${childId}`,
  editChild: (childId: number) => `/my-children/${childId}/edit`,
  printChild: (childId: number) => `/my-children/${childId}/print`,
  imports: '/imports',
  importOf: (importId: number) => `/imports/${importId}`,
  confirmation: '/confirmation',
} as const;
