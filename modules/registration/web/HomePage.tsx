import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readProgress } from '../contract.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { HomeTasks } from './HomeTasks.tsx';
import { InstitutionProgress } from './InstitutionProgress.tsx';
import { StepsPicture } from './StepsPicture.tsx';
import './home.css';

/** What waits for me, where the children stand, and who must act next. */
export function HomePage() {
  const { t } = useTranslation(['registration', 'ui']);
  const session = useSession();
  const may = useMay('registration.read');
  const mayCount = useMay('statistics.read');
  const progress = useRead(readProgress, {}, { enabled: may });
  const isInstitution = session.level === 'institution';

  if (!may) {
    return (
      <>
        <PageHeader title={t('ui:pages.home')} note={session.officeName} />
        <div className="sheet">
          <EmptyState
            title={t('home.nothing.title')}
            hint={t('home.nothing.hint')}
            action={
              mayCount && !isInstitution ? (
                <GoLink to={paths.annex2()} className="plain-button first">
                  {t('ui:pages.annex2')}
                </GoLink>
              ) : undefined
            }
          />
        </div>
      </>
    );
  }
  if (progress.error !== null) return <ErrorState problem={progress.error} onRetry={() => void progress.refetch()} />;
  if (progress.isPending) return <LoadingState lines={8} />;
  const figures = progress.data;
  const children =
    figures.entered + figures.returned + figures.atTown + figures.confirmed + figures.problem + figures.numbered;
  return (
    <>
      <PageHeader title={t('ui:pages.home')} note={session.officeName} />
      {isInstitution && children === 0 ? (
        <FirstSteps reported={figures.reported > 0} reviewed={figures.reviewed > 0} />
      ) : (
        <>
          <HomeTasks figures={figures} />
          <StepsPicture figures={figures} />
        </>
      )}
      {!isInstitution && session.level !== 'town' && <InstitutionProgress figures={figures} />}
    </>
  );
}
