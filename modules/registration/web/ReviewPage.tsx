import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { readInstitution } from '../../institutions/contract.ts';
import { ReviewTable } from './ReviewTable.tsx';
import { useReviewStage } from './use-review-stage.ts';
import './review.css';

/** The children of one institution that wait for the county, or for their town, by class. */
export function ReviewPage() {
  const { t } = useTranslation(['registration', 'ui']);
  const institutionId = usePathNumber('institutionId');
  const first = useReviewStage().stage === 'town';
  const { query, setQuery } = useAddress();
  const institution = useRead(readInstitution, { institutionId });
  const classes = useRead(listClasses, { institutionId });
  const classId = query.class === undefined ? null : Number(query.class);
  useTitle(institution.data?.institution.name ?? t('ui:pages.review'));

  if (institution.error !== null) {
    return <ErrorState problem={institution.error} onRetry={() => void institution.refetch()} />;
  }
  if (institution.isPending) return <LoadingState />;
  const row = institution.data.institution;
  const tabs = [{ id: null as number | null, name: t('review.allClasses') }, ...(classes.data ?? [])];
  return (
    <>
      <PageHeader
        title={row.name}
        back={
          first
            ? { to: paths.firstReviewQueue, word: t('ui:pages.first-reviews') }
            : { to: paths.reviewQueue, word: t('ui:pages.reviews') }
        }
        note={t('review.pageNote')}
        actions={
          <GoLink to={paths.institution(institutionId)} className="plain-button">
            {t('review.openInstitution')}
          </GoLink>
        }
      />
      {!first && row.basicState !== 'approved' && institution.data.inForce === null && (
        <NoticeLine>
          {t('review.sectionBlocks')} <SectionStateTag state={row.basicState} />{' '}
          {row.basicState === 'submitted' && (
            <GoLink to={paths.basicReview(institutionId)}>{t('review.reviewSection')}</GoLink>
          )}
        </NoticeLine>
      )}
      <div className="sheet flush">
        <SheetTabs
          label={t('review.classes')}
          choices={tabs.map(({ id, name }) => ({ value: id === null ? 'all' : String(id), word: name }))}
          value={classId === null ? 'all' : String(classId)}
          onChange={(chosen) => setQuery({ class: chosen === 'all' ? null : chosen }, { replace: true })}
        />
        <ReviewTable
          key={classId ?? 'all'}
          institutionId={institutionId}
          classId={classId}
          className={tabs.find((tab) => tab.id === classId)?.name ?? ''}
          waitingInAll={first ? row.firstWaiting : row.firstWaiting === 0 ? row.confirmed : null}
        />
      </div>
    </>
  );
}
