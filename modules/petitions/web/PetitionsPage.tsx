import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listPetitions } from '../contract.ts';
import { PetitionTag } from './PetitionTag.tsx';
import './petitions.css';

type Row = OutputOf<typeof listPetitions>['rows'][number];

/** What was asked of the county about children's files: an institution's own; what waits for the county by its day. */
export function PetitionsPage() {
  const { t } = useTranslation('petitions');
  const go = useGo();
  const { level } = useSession();
  const mayDrawUp = useMay('petitions.draw-up');
  const { query, setQuery } = useAddress();
  const isInstitution = level === 'institution';
  const choices = [isInstitution ? 'open' : 'queue', 'decided', 'all'] as const;
  const only = choices.find((each) => each === query['only']) ?? choices[0];
  const paged = usePagedRead(listPetitions, { only });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      phone: 'title',
      width: 110,
      cell: (row) => <GoLink to={paths.petition(row.id)}>{row.childName}</GoLink>,
    },
    {
      key: 'birthOn',
      head: t('columns.birthOn'),
      kind: 'date',
      width: 110,
      cell: (row) => formatDate(row.childBirthOn),
    },
    { key: 'kind', head: t('columns.kind'), width: 110, cell: (row) => t(`kinds.${row.kind}`) },
    ...(isInstitution
      ? []
      : [{ key: 'institution', head: t('columns.institution'), cell: (row: Row) => row.institutionName }]),
    { key: 'file', head: t('columns.file'), width: 120, cell: (row) => <ChildStateTag state={row.fileState} /> },
    { key: 'state', head: t('columns.state'), width: 140, cell: (row) => <PetitionTag state={row.state} /> },
    { key: 'drawnUp', head: t('columns.drawnUp'), kind: 'date', width: 120, cell: (row) => formatDate(row.drawnUpAt) },
    {
      key: 'due',
      head: t('columns.due'),
      width: 170,
      cell: (row) => row.state === 'confirmed' && <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t(isInstitution ? 'note' : 'noteAbove')}
        actions={
          mayDrawUp && (
            <GoLink to={paths.lostFiles()} className="plain-button first">
              {t('lost.title')}
            </GoLink>
          )
        }
      />
      <div className="sheet flush">
        <SheetTabs
          label={t('title')}
          value={only}
          onChange={(chosen) => setQuery({ only: chosen }, { replace: true })}
          choices={choices.map((value) => ({ value, word: t(`only.${value}`) }))}
        />
        <DataTable
          key={only}
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.petition(row.id))}
          empty={<EmptyState title={t('empty.title')} hint={t(mayDrawUp ? 'empty.hint' : 'empty.hintAbove')} />}
        />
      </div>
    </>
  );
}
