import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { correctImport, type ImportView, listProblemGroups, listProblemRows, readImport } from '../contract.ts';
import { ProblemGroup } from './ProblemGroup.tsx';
import { useColumnName } from './use-column-name.ts';

/** Problems by cause: errors first, then warnings; the corrections already made. */
export function ProblemGroups({ view, canFix }: { readonly view: ImportView; readonly canFix: boolean }) {
  const { t } = useTranslation('importing');
  const { message } = App.useApp();
  const nameOf = useColumnName();
  const { institutionId } = useSession();
  const byClass = institutionId !== null && view.corrections.some((one) => one.column === 'classCode');
  const classes = useRead(listClasses, { institutionId: institutionId ?? 0 }, { enabled: byClass });
  const wordOf = (one: ImportView['corrections'][number]) =>
    one.column === 'classCode' ? (classes.data?.find((known) => known.code === one.to)?.name ?? one.to) : one.to;
  const read = useRead(listProblemGroups, { importId: view.id });
  const act = useAct(correctImport, {
    refreshes: [readImport, listProblemGroups, listProblemRows],
    onDone: () => void message.success(t('pages.report.applied')),
  });
  const isOpen = view.state === 'checked';
  const groups = read.data ?? [];
  return (
    <section className="sheet problem-groups">
      <h2>{t('pages.report.problems')}</h2>
      {canFix && <p className="import-soft">{t('pages.report.problemsText')}</p>}
      {view.corrections.length > 0 && (
        <p className="import-corrections">
          {t('pages.report.corrected')}
          {view.corrections.map((one) => (
            <span key={`${one.column}-${one.from}`}>
              {t('pages.report.correctionOf', { column: nameOf(one.column), from: one.from, to: wordOf(one) })}
            </span>
          ))}
        </p>
      )}
      {read.isPending && <LoadingState lines={4} />}
      {read.error !== null && <ErrorState problem={read.error} onRetry={() => void read.refetch()} small />}
      {act.error !== null && <ErrorState problem={act.error} small />}
      {(['error', 'warning'] as const).map((severity) => {
        const ofKind = groups.filter((group) => group.severity === severity).sort((a, b) => b.rows - a.rows);
        return ofKind.length === 0 ? null : (
          <div key={severity} className={`problem-kind ${severity}`}>
            <h3>
              {t(
                severity === 'warning'
                  ? 'pages.report.warnings'
                  : isOpen
                    ? 'pages.report.errors'
                    : 'pages.report.errorsLeft',
              )}
            </h3>
            {ofKind.map((group) => (
              <ProblemGroup
                key={`${group.column}-${group.code}`}
                importId={view.id}
                group={group}
                canFix={canFix && severity === 'error'}
                isFixing={act.isPending}
                onFix={(corrections) => act.mutate({ importId: view.id, corrections: [...corrections] })}
              />
            ))}
          </div>
        );
      })}
    </section>
  );
}
