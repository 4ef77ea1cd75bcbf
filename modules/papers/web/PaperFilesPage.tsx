import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { usePrint } from '@xueqian/ui/use-print.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { destructionChoices } from '../destruction.ts';
import { destructionListPath, listPaperFilesOfGone } from '../destruction-contract.ts';
import { DestructionDialog } from './DestructionDialog.tsx';

type Row = OutputOf<typeof listPaperFilesOfGone>['rows'][number];

/** Paper files of the children that went: what may be destroyed, what was, and by whom. */
export function PaperFilesPage() {
  const { t } = useTranslation('papers');
  const institutionId = useSession().institutionId ?? 0;
  const [mayPrint, mayRecord] = [useMay('papers.print'), useMay('papers.record')];
  const { query, setQuery } = useAddress();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isRecording, setRecording] = useState(false);
  const { print, isPrinting, problem } = usePrint();
  const only = destructionChoices.find((each) => each === query['only']) ?? 'due';
  const paged = usePagedRead(listPaperFilesOfGone, { institutionId, only });
  const rule = useRead(listPaperFilesOfGone, { institutionId, only: 'due', limit: 1 }).data?.rule;
  const isGone = only === 'destroyed';
  const columns: readonly Column<Row>[] = [
    { key: 'name', head: t('columns.name'), phone: 'title', cell: (row) => row.name },
    { key: 'class', head: t('columns.class'), width: 160, cell: (row) => row.className ?? '' },
    { key: 'endedOn', head: t('files.endedOn'), kind: 'date', width: 130, cell: (row) => row.endedOn },
    {
      key: 'dueOn',
      head: t(isGone ? 'files.destroyedOn' : 'files.dueOn'),
      kind: 'date',
      width: 130,
      cell: (row) => (isGone ? row.destroyedOn : row.dueOn) ?? '',
    },
    {
      key: 'by',
      head: t('files.by'),
      width: 190,
      cell: (row) => [row.destroyedBy, row.witnessedBy].filter((each) => each !== null).join(' / '),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('files.title')}
        note={t('files.note')}
        back={{ to: paths.confirmations(), word: t('files.back') }}
        actions={
          <>
            {mayPrint && (
              <Button loading={isPrinting} onClick={() => void print(destructionListPath, { institutionId })}>
                {t('files.print')}
              </Button>
            )}
            {mayRecord && only === 'due' && (
              <Button type="primary" disabled={chosen.size === 0} onClick={() => setRecording(true)}>
                {t('files.record', { n: chosen.size })}
              </Button>
            )}
          </>
        }
      />
      {problem !== null && <ErrorState problem={problem} small />}
      {rule !== undefined && <NoticeLine tone="quiet">{t(`files.rules.${rule}`)}</NoticeLine>}
      <div className="sheet flush">
        <SheetTabs
          label={t('files.title')}
          choices={destructionChoices.map((one) => ({ value: one, word: t(`files.only.${one}`) }))}
          value={only}
          onChange={(one) => {
            setChosen(new Set());
            setQuery({ only: one });
          }}
        />
        <DataTable
          label={t('files.title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          {...(mayRecord && only === 'due' ? { selection: { chosen, onChange: setChosen } } : {})}
          empty={<EmptyState title={t('files.empty')} hint={t('files.emptyHint')} />}
        />
      </div>
      <DestructionDialog
        open={isRecording}
        institutionId={institutionId}
        ids={[...chosen]}
        onClose={() => setRecording(false)}
        onDone={() => {
          setRecording(false);
          setChosen(new Set());
        }}
      />
    </>
  );
}
