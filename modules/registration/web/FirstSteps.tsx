import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { SmallIcon } from '@xueqian/ui/parts/SmallIcon.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';

/** For a kindergarten without children: what to do first, in order. */
export function FirstSteps({ reported, reviewed }: { readonly reported: boolean; readonly reviewed: boolean }) {
  const { t } = useTranslation('registration');
  const session = useSession();
  const mayEdit = session.permissions.includes('children.edit');
  const steps = [
    { key: 'basic', done: reported, to: paths.myInstitution },
    { key: 'classes', done: false, to: paths.classes },
    { key: 'children', done: false, to: paths.imports },
  ];
  const current = steps.findIndex((step) => !step.done);
  return (
    <section className="sheet first-steps" aria-labelledby="first-title">
      <h2 id="first-title">{t('home.first.title')}</h2>
      <p className="first-hint">{t(mayEdit ? 'home.first.hint' : 'home.first.hintReview')}</p>
      <ol>
        {steps.map((step, index) => (
          <li key={step.key} className={step.done ? 'done' : index === current ? 'current' : ''}>
            <span className="first-mark">{step.done ? <SmallIcon name="check" size={18} /> : index + 1}</span>
            <div>
              <h3>{t(`home.first.${step.key}.name`)}</h3>
              <p>
                {t(
                  step.key === 'basic' && reported && !reviewed
                    ? 'home.first.basic.waiting'
                    : `home.first.${step.key}.note`,
                )}
              </p>
            </div>
            {mayEdit && (
              <GoLink to={step.to} className={`plain-button${index === current ? ' first' : ''}`}>
                {t(`home.first.${step.key}.${step.done ? 'look' : 'act'}`)}
              </GoLink>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
