import { formatInstant } from '@xueqian/ui/format.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { useTranslation } from 'react-i18next';
import { readInstitution } from '../contract.ts';
import { BasicDecision } from './BasicDecision.tsx';
import './institutions.css';

/** What an institution reported, beside what is in force: approve or return. */
export function BasicReviewPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const go = useGo();
  const institutionId = usePathNumber('institutionId');
  const read = useRead(readInstitution, { institutionId });
  useTitle(read.data?.institution.name ?? t('ui:pages.basic-review'));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const { institution, inForce, newest, may } = read.data;
  const header = (
    <PageHeader
      title={institution.name}
      back={{ to: paths.basicReviews, word: t('ui:pages.basic-reviews') }}
      aside={<SectionStateTag state={institution.basicState} />}
      note={
        newest?.confirmedAt == null
          ? undefined
          : t('review.submitted', { person: newest.confirmedBy ?? '—', at: formatInstant(newest.confirmedAt) })
      }
    />
  );
  if (newest === null || newest.state !== 'submitted') {
    return (
      <>
        {header}
        <div className="sheet">
          <EmptyState title={t('review.nothing.title')} hint={t('review.nothing.hint')} />
        </div>
      </>
    );
  }
  return (
    <>
      {header}
      <BasicDecision
        institutionId={institutionId}
        newest={newest}
        inForce={inForce}
        by={may.review ? 'county' : null}
        onDone={() => go(paths.basicReviews)}
      />
    </>
  );
}
