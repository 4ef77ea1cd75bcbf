import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listProblems } from '../contract.ts';
import { problemStates } from '../problem.ts';
import { ProblemTag } from './BatchTag.tsx';

type Row = OutputOf<typeof listProblems>['rows'][number];
const choices = [...problemStates, 'all'] as const;

/** Children whose name and number did not agree, with what to do about it. */
export function ProblemsPage() {
  const { t } = useTranslation('verification');
  const go = useGo();
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'open';
  const division = query['division'];
  const asked = Number(query['institutionId'] ?? Number.NaN);
  const paged = usePagedRead(listProblems, {
    only,
    ...(division === undefined ? {} : { division }),
    ...(Number.isSafeInteger(asked) ? { institutionId: asked } : {}),
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 120,
      cell: (row) => <GoLink to={paths.verificationOf(row.childId)}>{row.name}</GoLink>,
    },
    {
      key: 'identity',
      head: t('columns.identity'),
      width: 190,
      cell: (row) => <span className="figure">{row.identityMasked}</span>,
    },
    ...(level === 'institution'
      ? [{ key: 'class', head: t('columns.class'), width: 120, cell: (row: Row) => row.className ?? '' }]
      : [{ key: 'institution', head: t('columns.institution'), width: 200, cell: (row: Row) => row.institutionName }]),
    { key: 'result', head: t('columns.result'), width: 140, cell: (row) => t(`results.${row.result}`) },
    { key: 'state', head: t('columns.state'), width: 170, cell: (row) => <ProblemTag state={row.state} /> },
    {
      key: 'remedies',
      head: t('columns.remedies'),
      cell: (row) => row.remedies.map((each) => t(`remedies.${each}`)).join(t('comma')),
    },
    {
      key: 'answeredOn',
      head: t('columns.answeredOn'),
      kind: 'date',
      width: 115,
      cell: (row) => formatDate(row.answeredOn),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('problems.title')}
        note={t('problems.note')}
        actions={
          level !== 'institution' && (
            <GoLink to={paths.verificationFigures()} className="plain-button">
              {t('figures.title')}
            </GoLink>
          )
        }
      />
      <div className="sheet flush">
        <SheetTabs
          label={t('columns.state')}
          choices={choices.map((one) => ({ value: one, word: one === 'all' ? t('all') : t(`problemStates.${one}`) }))}
          value={only}
          onChange={(one) => setQuery({ only: one })}
        />
        <DataTable
          label={t('problems.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.childId}
          onOpen={(row) => go(paths.verificationOf(row.childId))}
          empty={<EmptyState title={t('problems.empty')} hint={t('problems.emptyHint')} />}
        />
      </div>
    </>
  );
}
