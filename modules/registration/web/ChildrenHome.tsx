import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { readProgress } from '../contract.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { HomeTasks } from './HomeTasks.tsx';
import { InstitutionProgress } from './InstitutionProgress.tsx';
import { StepsPicture } from './StepsPicture.tsx';
import './home.css';

/** Where the children stand and who must act next. */
export function ChildrenHome() {
  const session = useSession();
  const progress = useRead(readProgress, {});
  const isInstitution = session.level === 'institution';

  if (progress.error !== null) return <ErrorState problem={progress.error} onRetry={() => void progress.refetch()} />;
  if (progress.isPending) return <LoadingState lines={8} />;
  const figures = progress.data;
  const children =
    figures.entered + figures.returned + figures.atTown + figures.confirmed + figures.problem + figures.numbered;
  return (
    <>
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
