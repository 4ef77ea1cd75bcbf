import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listTrainings, recordTraining } from '../practice.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import './administration.css';

type Row = OutputOf<typeof listTrainings>['rows'][number];

/** Who has been trained; the superior records it. */
export function TrainingsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const { level } = useSession();
  const { query, setQuery } = useAddress();
  const which = query.which === 'below' ? 'below' : 'own';
  const paged = usePagedRead(listTrainings, { which, ...(query.text ? { text: query.text } : {}) });
  const [recording, setRecording] = useState<Row | null>(null);
  const act = useAct(recordTraining, { refreshes: [listTrainings], onDone: () => setRecording(null) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'person',
      head: t('accounts.person'),
      width: 160,
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.personName}</strong>
          <small className="figure">{row.login}</small>
        </span>
      ),
    },
    { key: 'role', head: t('accounts.role'), width: 120, cell: (row) => t(`ui:roles.${row.role}`) },
    { key: 'office', head: t('accounts.office'), cell: (row) => row.officeName },
    {
      key: 'trained',
      head: t('trainings.state'),
      width: 120,
      cell: (row) => (
        <Tag
          tone={row.trained ? 'good' : 'warn'}
          icon={row.trained ? 'check' : 'clock'}
          word={t(row.trained ? 'trainings.trained' : row.course === null ? 'trainings.none' : 'trainings.failed')}
        />
      ),
    },
    { key: 'course', head: t('trainings.course'), cell: (row) => row.course ?? '—' },
    { key: 'held', head: t('trainings.heldOn'), kind: 'date', width: 110, cell: (row) => formatDate(row.heldOn) },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 90,
      cell: (row) =>
        row.mayRecord && (
          <button type="button" className="plain-link" onClick={() => setRecording(row)}>
            {t('trainings.record')}
          </button>
        ),
    },
  ];
  const tabs = level === 'institution' ? (['own'] as const) : (['own', 'below'] as const);
  return (
    <>
      <PageHeader title={t('ui:pages.trainings')} note={t('trainings.note')} />
      <div className="sheet flush">
        {tabs.length > 1 && (
          <SheetTabs
            label={t('accounts.whose')}
            choices={tabs.map((value) => ({ value, word: t(`accounts.tab.${value}`) }))}
            value={which}
            onChange={(tab) => setQuery({ which: tab === 'own' ? null : tab })}
          />
        )}
        <search className="toolbar sheet-tools">
          <SearchBox label={t('accounts.search')} text={query.text} onSearch={(text) => setQuery({ text })} />
        </search>
        <DataTable<Row, number>
          label={t('ui:pages.trainings')}
          columns={columns}
          rowId={(row) => row.accountId}
          paged={paged}
        />
      </div>
      {recording !== null && (
        <FieldsDialog
          title={t('trainings.title', { name: recording.personName })}
          hint={t('trainings.hint')}
          fields={[
            { key: 'course', label: t('trainings.course'), value: t('trainings.usual') },
            { key: 'heldOn', label: t('trainings.heldOn'), kind: 'date' },
            { key: 'passed', label: t('trainings.passed'), kind: 'tick', value: '1' },
          ]}
          confirmWord={t('trainings.record')}
          isPending={act.isPending}
          problem={act.error}
          onSubmit={({ course = '', heldOn = '', passed }) =>
            act.mutate({ accountId: recording.accountId, course, heldOn, passed: passed === '1' })
          }
          onClose={() => setRecording(null)}
        />
      )}
    </>
  );
}
