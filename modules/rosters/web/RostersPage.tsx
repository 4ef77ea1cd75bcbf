import { uploadFile } from '@xueqian/ui/api.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { type Problem, problemOf } from '@xueqian/ui/problem.ts';
import { useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listRosters, type RosterRow, rosterTemplatePath, rosterUploadPath } from '../contract.ts';
import { mostRosterRows } from '../roster.ts';
import { DownloadButton } from './DownloadButton.tsx';
import { rosterLooks } from './roster-looks.ts';
import './rosters.css';

/** The template, the upload, and the lists that were taken in before. */
export function RostersPage() {
  const { t } = useTranslation('rosters');
  const go = useGo();
  const lists = usePagedRead(listRosters, {});
  const columns: readonly Column<RosterRow>[] = [
    {
      key: 'file',
      head: t('pages.file'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.roster(row.id)}>{row.fileName}</GoLink>,
    },
    {
      key: 'state',
      head: t('pages.state'),
      width: 110,
      cell: (row) => <Tag {...rosterLooks[row.state]} word={t(`states.${row.state}`)} />,
    },
    ...(['read', 'created', 'updated', 'unchanged', 'rejected'] as const).map(
      (count): Column<RosterRow> => ({
        key: count,
        head: count === 'read' ? t('pages.read') : t(`outcomes.${count}`),
        kind: 'number',
        width: 90,
        cell: (row) => formatNumber(row.counts[count]),
      }),
    ),
    { key: 'by', head: t('pages.uploadedBy'), width: 110, cell: (row) => row.uploadedBy },
    { key: 'at', head: t('pages.uploadedAt'), kind: 'date', width: 170, cell: (row) => formatInstant(row.uploadedAt) },
  ];
  return (
    <>
      <PageHeader title={t('pages.title')} note={t('pages.note')} />
      <Start />
      <div className="sheet flush">
        <DataTable
          label={t('pages.history')}
          columns={columns}
          paged={lists}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.roster(row.id))}
          empty={<EmptyState title={t('pages.empty.title')} hint={t('pages.empty.hint')} />}
        />
      </div>
    </>
  );
}

function Start() {
  const { t } = useTranslation('rosters');
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const [isReading, setReading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    setReading(true);
    setProblem(null);
    uploadFile<{ rosterId: number }>(rosterUploadPath, file)
      .then(({ rosterId }) => go(paths.roster(rosterId)))
      .catch((thrown: unknown) => setProblem(problemOf(thrown)))
      .finally(() => setReading(false));
  };
  return (
    <section className="sheet roster-start">
      <p>
        <DownloadButton path={rosterTemplatePath} fileName={`${t('template.file')}.xlsx`} word={t('pages.template')} />
        <Button type="primary" loading={isReading} onClick={() => input.current?.click()}>
          {t(isReading ? 'pages.reading' : 'pages.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".xlsx"
          hidden
          aria-label={t('pages.choose')}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </p>
      <p className="soft">{t('pages.hint', { rows: formatNumber(mostRosterRows) })}</p>
      {problem !== null && <ErrorState problem={problem} small />}
    </section>
  );
}
