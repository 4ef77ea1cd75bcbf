import { formatInstant } from '@xueqian/ui/format.ts';
import { type Count, Counts } from '@xueqian/ui/parts/Counts.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import { readInstitution } from '../contract.ts';
import { InstitutionSections } from './InstitutionSections.tsx';
import { SectionValue } from './SectionValue.tsx';
import { StandingTag } from './StandingTag.tsx';
import { sectionGroupKeys, sectionGroups } from './section-groups.ts';
import './institutions.css';

/** One institution for the departments: where its children stand, and the basic section in force. */
export function InstitutionPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const institutionId = usePathNumber('institutionId');
  const session = useSession();
  const read = useRead(readInstitution, { institutionId });
  useTitle(read.data?.institution.name ?? t('ui:pages.institution'));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const { institution, inForce, newest, may } = read.data;
  const mayReadChildren = session.permissions.includes('children.read');
  const mayReview = session.permissions.includes('registration.review');
  const count = (key: 'entered' | 'returned' | 'confirmed' | 'problem' | 'numbered', tone: Count['tone']): Count => ({
    key,
    word: t(`ui:childStates.${key}`),
    value: institution[key],
    tone: institution[key] > 0 ? (tone ?? 'plain') : 'plain',
    ...(mayReadChildren ? { to: paths.children({ institutionId, state: key }) } : {}),
  });
  const shown = inForce ?? (newest !== null && newest.state !== 'draft' ? newest : null);
  return (
    <>
      <PageHeader
        title={institution.name}
        back={{ to: paths.institutions(), word: t('ui:pages.institutions') }}
        aside={
          <>
            <SectionStateTag state={institution.basicState} />
            <StandingTag standing={institution.standing} />
          </>
        }
        note={
          <span className="figure">
            {t('page.codeAndPlace', { code: institution.code, place: institution.divisionFullName })}
          </span>
        }
        actions={
          <>
            {may.review && (
              <GoLink to={paths.basicReview(institutionId)} className="plain-button first">
                {t('page.review')}
              </GoLink>
            )}
            {mayReview && institution.confirmed > 0 && (
              <GoLink to={paths.review(institutionId)} className="plain-button">
                {t('page.reviewChildren')}
              </GoLink>
            )}
            {session.permissions.includes('supervision.read-annual-reviews') && (
              <GoLink to={paths.annualReview(institutionId)} className="plain-button">
                {t('page.annual')}
              </GoLink>
            )}
            {session.permissions.includes('supervision.inspect') && (
              <GoLink to={paths.beginInspection(institutionId)} className="plain-button">
                {t('page.inspect')}
              </GoLink>
            )}
            {session.permissions.includes('alterations.read') && (
              <GoLink to={paths.alterations({ only: 'all', institutionId })} className="plain-button">
                {t('page.alterations')}
              </GoLink>
            )}
            {session.permissions.includes('supervision.order-rectification') && (
              <GoLink to={paths.issueRectification(institutionId)} className="plain-button">
                {t('page.rectify')}
              </GoLink>
            )}
          </>
        }
      />
      <Counts
        label={t('page.children')}
        counts={[
          count('entered', 'warn'),
          count('returned', 'bad'),
          count('confirmed', 'warn'),
          count('problem', 'bad'),
          count('numbered', 'good'),
          {
            key: 'statistical',
            word: t('list.statistical'),
            value: institution.statistical,
          },
        ]}
      />
      {shown === null ? (
        <div className="sheet institution-sheet">
          <EmptyState title={t('page.nothing.title')} hint={t('page.nothing.hint')} />
        </div>
      ) : (
        <div className="sheet institution-sheet">
          <h2>{t(inForce === null ? 'page.submittedSection' : 'page.sectionInForce')}</h2>
          {sectionGroupKeys.map((group) => (
            <dl key={group} className="facts section-group" aria-label={t(`pages.basic.group.${group}`)}>
              {sectionGroups[group].map((field) => (
                <div key={field}>
                  <dt>{t(`pages.basic.field.${field}`)}</dt>
                  <dd>
                    <SectionValue field={field} fields={shown.fields} />
                  </dd>
                </div>
              ))}
            </dl>
          ))}
          <p className="section-people figure">
            {t('page.people', {
              enteredBy: shown.enteredBy ?? '—',
              submittedBy: shown.submittedBy ?? '—',
              submittedAt: formatInstant(shown.submittedAt),
              confirmedBy: shown.confirmedBy ?? '—',
              confirmedAt: formatInstant(shown.confirmedAt),
              reviewedBy: shown.reviewedBy ?? '—',
              reviewedAt: formatInstant(shown.reviewedAt),
            })}
          </p>
        </div>
      )}
      {session.permissions.includes('institutions.read-sections') && (
        <InstitutionSections institutionId={institution.id} />
      )}
      {newest !== null && newest.state === 'returned' && (
        <div className="sheet">
          <h2>{t('page.returned')}</h2>
          <p>
            {newest.reason} <span className="soft">{formatInstant(newest.reviewedAt)}</span>
          </p>
        </div>
      )}
    </>
  );
}
