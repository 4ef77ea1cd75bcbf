import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';
import type { readInstitution } from '../contract.ts';

export type InstitutionView = OutputOf<typeof readInstitution>;

/** Who entered, submitted, confirmed and reviewed the newest version, and how far it differs from what is in force. */
export function SectionPeople({ view, changes }: { readonly view: InstitutionView; readonly changes: number }) {
  const { t } = useTranslation('institutions');
  const shown = view.newest ?? view.inForce;
  const line = (person: string | null | undefined, at: string | null | undefined) =>
    person == null || at == null ? t('pages.basic.notYet') : t('pages.basic.byAt', { person, at: formatInstant(at) });
  return (
    <aside className="section-people-box">
      <section className="sheet">
        <h2>{t('pages.basic.people')}</h2>
        <dl>
          <dt>{t('pages.basic.entered')}</dt>
          <dd className="figure">{line(shown?.enteredBy, shown?.enteredAt)}</dd>
          <dt>{t('pages.basic.submitted')}</dt>
          <dd className="figure">{line(shown?.submittedBy, shown?.submittedAt)}</dd>
          <dt>{t('pages.basic.confirmed')}</dt>
          <dd className="figure">{line(shown?.confirmedBy, shown?.confirmedAt)}</dd>
          <dt>{t('pages.basic.reviewed')}</dt>
          <dd className="figure">{line(shown?.reviewedBy, shown?.reviewedAt)}</dd>
        </dl>
      </section>
      <section className="sheet">
        <h2>{t('pages.basic.inForce')}</h2>
        <p>
          {view.inForce === null
            ? t('pages.basic.notInForce')
            : changes === 0
              ? t('pages.basic.noChanges')
              : t('pages.basic.changes', { count: changes })}
        </p>
        {view.inForce !== null && (
          <p className="section-soft">
            {t('pages.basic.reviewed')} {line(view.inForce.reviewedBy, view.inForce.reviewedAt)}
          </p>
        )}
      </section>
    </aside>
  );
}
