import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { usePrint } from '@xueqian/ui/use-print.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { listTransfers } from '../contract.ts';
import { transferFormsPath } from '../paper-contract.ts';
import { TransferTag } from './TransferTag.tsx';

type Row = OutputOf<typeof listTransfers>['rows'][number];
const choices = ['mine', 'open', 'ended'] as const;
type Only = (typeof choices)[number];

/** Transfers that name my office: what waits for me, what is under way, what has ended. */
export function TransfersPage() {
  const { t } = useTranslation('transfers');
  const mayAsk = useMay('transfers.handle');
  const mayPrint = useMay('papers.print');
  const { institutionId } = useSession();
  const { print, isPrinting, problem } = usePrint();
  const { query, setQuery } = useAddress();
  const only = choices.find((each) => each === query['only']) ?? 'open';
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('listNote')}
        actions={
          mayAsk && (
            <>
              {mayPrint && institutionId !== null && (
                <Button
                  loading={isPrinting}
                  onClick={() => void print(transferFormsPath, { institutionId, side: 'sender' })}
                >
                  {t('paper.printAll')}
                </Button>
              )}
              <GoLink to={paths.askForTransfer} className="plain-button first">
                {t('ask')}
              </GoLink>
            </>
          )
        }
      />
      {problem !== null && <ErrorState problem={problem} small />}
      <div className="sheet flush">
        <SheetTabs
          label={t('title')}
          value={only}
          onChange={(chosen) => setQuery({ only: chosen }, { replace: true })}
          choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
        />
        <Transfers key={only} only={only} />
      </div>
    </>
  );
}

function Transfers({ only }: { readonly only: Only }) {
  const { t } = useTranslation(['transfers', 'children']);
  const go = useGo();
  const paged = usePagedRead(listTransfers, { only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'child',
      head: t('columns.child'),
      phone: 'title',
      width: 130,
      cell: (row) => <GoLink to={paths.transfer(row.id)}>{row.childName}</GoLink>,
    },
    { key: 'sex', head: t('columns.sex'), width: 60, cell: (row) => t(`children:pages.sex.${row.childSex}`) },
    { key: 'birthOn', head: t('columns.birthOn'), kind: 'date', width: 110, cell: (row) => row.childBirthOn },
    { key: 'from', head: t('columns.from'), cell: (row) => row.fromName },
    { key: 'to', head: t('columns.to'), cell: (row) => row.toName },
    { key: 'state', head: t('columns.state'), width: 150, cell: (row) => <TransferTag transfer={row} /> },
    {
      key: 'asked',
      head: t('columns.asked'),
      kind: 'date',
      width: 110,
      cell: (row) => formatDate(row.askedAt),
    },
    ...(only === 'ended'
      ? []
      : [
          {
            key: 'due',
            head: t('columns.due'),
            width: 150,
            cell: (row: Row) => <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
          },
        ]),
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      paged={paged}
      rowId={(row) => row.id}
      onOpen={(row) => go(paths.transfer(row.id))}
      empty={<EmptyState title={t(`empty.${only}.title`)} hint={t(`empty.${only}.hint`)} />}
    />
  );
}
