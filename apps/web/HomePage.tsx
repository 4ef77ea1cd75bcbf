import { ChildrenHome } from '@xueqian/modules/registration/web/ChildrenHome.tsx';
import { TaskList } from '@xueqian/modules/tasks/web/TaskList.tsx';
import { useTasks } from '@xueqian/modules/tasks/web/use-tasks.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';

/** Kinds whose figures stand large among those of the children. */
const shownAbove = /^registration\.|\.basic-to-review$/;

/** What waits for me; for those who work on children's files also where these stand and who must act next. */
export function HomePage() {
  const { t } = useTranslation(['tasks', 'ui']);
  const session = useSession();
  const seesChildren = useMay('registration.read');
  const mayCount = useMay('statistics.read') && session.level !== 'institution';
  const { tasks, problem, refetch } = useTasks();
  const listed = tasks?.filter(({ kind }) => !seesChildren || !shownAbove.test(kind)) ?? [];
  return (
    <>
      <PageHeader title={t('ui:pages.home')} note={session.officeName} />
      {seesChildren && <ChildrenHome />}
      {listed.length > 0 && (
        <section className="sheet flush" aria-label={t('title')}>
          <h2 className="sheet-title">{t('title')}</h2>
          <TaskList tasks={listed} />
        </section>
      )}
      {!seesChildren && listed.length === 0 && (
        <div className="sheet">
          {problem !== null ? (
            <ErrorState problem={problem} onRetry={() => void refetch()} />
          ) : tasks === null ? (
            <LoadingState />
          ) : (
            <EmptyState
              title={t('none.title')}
              hint={t('none.hint')}
              action={
                mayCount ? (
                  <GoLink to={paths.annex2()} className="plain-button first">
                    {t('ui:pages.annex2')}
                  </GoLink>
                ) : undefined
              }
            />
          )}
        </div>
      )}
    </>
  );
}
