import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { beginAnswer, listMyForms } from '../answer-contract.ts';
import { AnswerTag } from './FormTag.tsx';
import { usePeriodWords } from './use-period-words.ts';
import './forms.css';

type Row = OutputOf<typeof listMyForms>['rows'][number];
const choices = ['to-do', 'all'] as const;

/** What departments ask of my institution, by the day by which it is due. */
export function MyFormsPage() {
  const { t } = useTranslation('forms');
  const go = useGo();
  const periodWords = usePeriodWords();
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'to-do';
  const read = useRead(listMyForms, { only }, { keep: true });
  const begin = useAct(beginAnswer, { onDone: ({ answerId }) => go(paths.formAnswer(answerId)) });
  const open = (row: Row) =>
    row.answerId === null ? begin.mutate({ roundId: row.roundId }) : go(paths.formAnswer(row.answerId));
  const columns: readonly Column<Row>[] = [
    { key: 'title', head: t('list.name'), phone: 'title', cell: (row) => row.title },
    { key: 'office', head: t('list.office'), width: 200, cell: (row) => row.officeName },
    { key: 'period', head: t('mine.period'), width: 150, cell: (row) => periodWords(row.period) },
    {
      key: 'due',
      head: t('mine.due'),
      width: 210,
      cell: (row) =>
        row.dueOn === null ? (
          t('mine.noDue')
        ) : (
          <span className="figure">
            {row.dueOn}{' '}
            {row.isOpen && row.state !== 'accepted' && row.state !== 'submitted' && <DueDate dueOn={row.dueOn} />}
          </span>
        ),
    },
    {
      key: 'state',
      head: t('list.state'),
      width: 170,
      cell: (row) => <AnswerTag state={row.state} isLate={false} />,
    },
    {
      key: 'act',
      head: '',
      width: 90,
      cell: (row) =>
        row.answerId === null && !row.isOpen ? null : (
          <Button size="small" loading={begin.isPending} onClick={() => open(row)}>
            {t(row.state === null || row.state === 'draft' || row.state === 'returned' ? 'mine.begin' : 'mine.open')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('myTitle')} note={t('myIntro')} />
      <div className="toolbar">
        <Segmented
          value={only}
          onChange={(chosen) => setQuery({ only: String(chosen) }, { replace: true })}
          options={choices.map((each) => ({ value: each, label: t(`mine.only.${each}`) }))}
        />
      </div>
      {begin.error !== null && <ErrorState problem={begin.error} small />}
      <div className="sheet flush">
        <DataTable
          label={t('myTitle')}
          columns={columns}
          rows={read.data?.rows ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(row) => row.roundId}
          empty={<EmptyState title={t('mine.empty.title')} hint={t('mine.empty.hint')} />}
        />
      </div>
    </>
  );
}
