import { useInfiniteQuery } from '@tanstack/react-query';
import { callRoute } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { problemOf } from '@xueqian/ui/problem.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { listProblemRows } from '../contract.ts';
import type { Group } from './problem-group.ts';
import { useCheckText } from './use-column-name.ts';

/** The rows of one cause: row number, cell, what stands there, what is wrong, and what happens to the row. */
export function ProblemRows({ importId, group }: { readonly importId: number; readonly group: Group }) {
  const { t } = useTranslation('importing');
  const textOf = useCheckText();
  const { column, code } = group;
  const read = useInfiniteQuery({
    queryKey: [listProblemRows.id, { importId, column, code }],
    queryFn: ({ pageParam, signal }) =>
      callRoute(listProblemRows, { importId, column, code, afterRow: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.at(-1)?.row ?? null,
  });
  const rows = (read.data?.pages ?? []).flat();
  if (read.error !== null)
    return <ErrorState problem={problemOf(read.error)} onRetry={() => void read.refetch()} small />;
  if (read.isPending) return <LoadingState lines={3} />;
  return (
    <div className="problem-rows">
      <table>
        <thead>
          <tr>
            <th>{t('pages.column.row')}</th>
            <th>{t('pages.column.name')}</th>
            <th>{t('pages.column.cell')}</th>
            <th>{t('pages.column.value')}</th>
            <th>{t('pages.column.problem')}</th>
            <th>{t('pages.column.fate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row) =>
            row.problems
              .filter((problem) => problem.column === column && problem.code === code)
              .map((problem) => (
                <tr key={`${row.row}-${problem.letter}`}>
                  <td className="figure">{row.row}</td>
                  <td>{row.name}</td>
                  <td className="figure">
                    {problem.letter === null ? '—' : t('pages.report.cellOf', { letter: problem.letter, row: row.row })}
                  </td>
                  <td className="problem-value figure">
                    {problem.value === '' ? t('pages.report.emptyValue') : problem.value}
                  </td>
                  <td>{textOf(problem)}</td>
                  <td className={row.outcome === 'rejected' ? 'import-bad' : undefined}>
                    {t(`pages.report.outcome.${row.outcome}`)}
                  </td>
                </tr>
              )),
          )}
        </tbody>
      </table>
      {read.hasNextPage && rows.length < group.rows && (
        <Button size="small" loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('pages.report.moreRows')}
        </Button>
      )}
    </div>
  );
}
