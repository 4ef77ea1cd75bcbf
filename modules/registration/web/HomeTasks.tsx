import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Count, Counts } from '@xueqian/ui/parts/Counts.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Session, useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import type { readProgress } from '../contract.ts';

export type Progress = OutputOf<typeof readProgress>;

type Words = (key: string) => string;

/** What this person's own work is, by level and role; a figure of nought stays, so that "done" can be seen. */
const tasksOf = (session: Session, figures: Progress, t: Words): readonly Count[] => {
  const waits = (value: number, tone: 'warn' | 'bad'): 'plain' | 'warn' | 'bad' => (value > 0 ? tone : 'plain');
  const due = figures.oldestDueOn === null ? undefined : <DueDate dueOn={figures.oldestDueOn} />;
  const count = (
    key: string,
    value: number,
    to: string,
    tone: Count['tone'] = 'plain',
    note?: Count['note'],
  ): Count => ({
    key,
    word: t(`home.tasks.${key}`),
    value,
    to,
    tone,
    ...(note === undefined ? {} : { note }),
  });
  if (session.level === 'institution') {
    const state = (of: string) => paths.myChildren({ state: of });
    return session.role === 'review'
      ? [
          count('toConfirm', figures.entered, paths.confirmation, waits(figures.entered, 'warn')),
          ...(figures.atTown > 0 ? [count('atTown', figures.atTown, state('confirmed'))] : []),
          count('atCounty', figures.confirmed, state('confirmed')),
          count('problem', figures.problem, paths.cases(), waits(figures.problem, 'bad')),
          count('numbered', figures.numbered, state('numbered'), 'good'),
        ]
      : [
          count('toMend', figures.returned, state('returned'), waits(figures.returned, 'bad')),
          count('problem', figures.problem, paths.cases(), waits(figures.problem, 'bad')),
          count('atPrincipal', figures.entered, state('entered')),
          ...(figures.atTown > 0 ? [count('atTown', figures.atTown, state('confirmed'))] : []),
          count('atCounty', figures.confirmed, state('confirmed')),
          count('numbered', figures.numbered, state('numbered'), 'good'),
        ];
  }
  const state = (of: string) => paths.children({ state: of });
  if (session.level === 'town') {
    return [
      ...(session.permissions.includes('registration.first-review')
        ? [count('toReviewFirst', figures.atTown, paths.firstReviewQueue, waits(figures.atTown, 'warn'), due)]
        : [count('atTown', figures.atTown, state('confirmed'))]),
      count('atCounty', figures.confirmed, state('confirmed')),
      count('numbered', figures.numbered, state('numbered'), 'good'),
    ];
  }
  if (session.permissions.includes('registration.review')) {
    return [
      count('toReview', figures.confirmed, paths.reviewQueue, waits(figures.confirmed, 'warn'), due),
      ...(figures.atTown > 0 ? [count('atTown', figures.atTown, state('confirmed'))] : []),
      count('toReviewBasic', figures.basicWaiting, paths.basicReviews, waits(figures.basicWaiting, 'warn')),
      count('problem', figures.problem, paths.cases(), waits(figures.problem, 'bad')),
      count('numbered', figures.numbered, state('numbered'), 'good'),
    ];
  }
  return [
    count('atCounty', figures.confirmed, state('confirmed'), waits(figures.confirmed, 'warn'), due),
    count(
      'basicAtCounty',
      figures.basicWaiting,
      paths.institutions({ basicState: 'submitted' }),
      waits(figures.basicWaiting, 'warn'),
    ),
    count('problem', figures.problem, paths.cases(), waits(figures.problem, 'bad')),
    count('numbered', figures.numbered, state('numbered'), 'good'),
  ];
};

export function HomeTasks({ figures }: { readonly figures: Progress }) {
  const { t } = useTranslation('registration');
  const session = useSession();
  return <Counts label={t('home.tasks.label')} counts={tasksOf(session, figures, t)} />;
}
