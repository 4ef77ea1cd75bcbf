import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { type IconName, SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';
import type { Progress } from './HomeTasks.tsx';

type Step = {
  readonly key: 'entry' | 'principal' | 'town' | 'county' | 'duplicates' | 'number';
  readonly icon: IconName;
  readonly state: 'returned' | 'entered' | 'atTown' | 'confirmed' | 'problem' | 'numbered';
};

const steps: readonly Step[] = [
  { key: 'entry', icon: 'pencil', state: 'returned' },
  { key: 'principal', icon: 'stamp', state: 'entered' },
  { key: 'town', icon: 'stamp', state: 'atTown' },
  { key: 'county', icon: 'house', state: 'confirmed' },
  { key: 'duplicates', icon: 'search', state: 'problem' },
  { key: 'number', icon: 'number', state: 'numbered' },
];

/** Who must act next: the way of a child's file to its number, with how many stand at each step. */
export function StepsPicture({ figures }: { readonly figures: Progress }) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const isMine = (step: Step): boolean =>
    (step.key === 'principal' && session.permissions.includes('registration.confirm')) ||
    (step.key === 'town' && session.permissions.includes('registration.first-review')) ||
    (step.key === 'county' && session.permissions.includes('registration.review')) ||
    ((step.key === 'entry' || step.key === 'duplicates') && session.permissions.includes('children.edit'));
  const listOf = (step: Step): string => {
    if (step.key === 'duplicates' && session.permissions.includes('duplicates.read')) return paths.cases();
    if (step.key === 'principal' && isMine(step)) return paths.confirmation;
    if (step.key === 'county' && isMine(step)) return paths.reviewQueue;
    if (step.key === 'town' && isMine(step)) return paths.firstReviewQueue;
    const state = step.state === 'atTown' ? 'confirmed' : step.state;
    return session.level === 'institution' ? paths.myChildren({ state }) : paths.children({ state });
  };
  // Where no county asks a first review, the step is not on the way.
  const shown = steps.filter((step) => step.key !== 'town' || figures.atTown > 0 || session.level === 'town');
  return (
    <section className="sheet steps-sheet" aria-labelledby="steps-title">
      <h2 id="steps-title">{t('home.steps.title')}</h2>
      <ol className="steps">
        {shown.map((step) => {
          const value = figures[step.state];
          const last = step.key === 'number';
          const waiting = !last && value > 0;
          return (
            <li key={step.key} className={`step${waiting && isMine(step) ? ' mine' : ''}${last ? ' last' : ''}`}>
              <GoLink to={listOf(step)} className="step-body">
                <span className="step-name">
                  <SmallIcon name={step.icon} size={16} />
                  {t(`home.steps.${step.key}.name`)}
                  {isMine(step) && waiting && <span className="step-mine">{t('home.steps.mine')}</span>}
                </span>
                <span className="step-value">
                  <Figure value={value} />
                </span>
                <span className="step-note">{t(`home.steps.${step.key}.note`)}</span>
              </GoLink>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
