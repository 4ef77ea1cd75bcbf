import { paths } from '@xueqian/ui/paths.ts';
import type { TaskKind } from '../contract.ts';

/** Where each kind of work is done. */
export const taskPaths = {
  'audit.unsealed': paths.operations,
  'announcements.to-read': `${paths.announcements()}?only=pressing`,
  'deadlines.pressing': paths.deadlines(),
  'deadlines.risen': paths.deadlines({ whose: 'late' }),
  'registration.returned': paths.myChildren({ state: 'returned' }),
  'duplicates.to-answer': paths.cases(),
  'importing.to-decide': paths.imports,
  'institutions.basic-returned': paths.myInstitution,
  'registration.to-confirm': paths.confirmation,
  'registration.to-review-first': paths.firstReviewQueue,
  'registration.to-review': paths.reviewQueue,
  'institutions.section-returned': paths.mySection('buildings'),
  'institutions.section-to-confirm': paths.mySection('buildings'),
  'institutions.basic-to-review': paths.basicReviews,
  'institutions.section-to-review': paths.sectionReviews,
  'admission.returned': paths.admissions({ show: 'mine' }),
  'admission.to-receive': paths.admissions({ show: 'mine' }),
  'admission.to-review': paths.admissions({ show: 'mine' }),
  'admission.to-code': paths.admissions({ show: 'mine' }),
  'admission.accounts-to-make': paths.admissionAccounts,
  'admission.to-notify': paths.admissions({ show: 'mine' }),
  'administration.recoveries-to-decide': paths.recoveries,
  'administration.lendings-to-decide': paths.lendings,
  'administration.divisions-to-file': paths.permissionDivisions,
  'administration.division-returned': paths.permissionDivision,
  'administration.groups-to-file': paths.leadingGroups('waiting'),
  'administration.group-to-send': paths.leadingGroup,
  'administration.letter-to-sign': paths.leadingGroup,
} as const satisfies Record<TaskKind, string>;
