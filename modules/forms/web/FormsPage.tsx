import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { listForms } from '../contract.ts';
import { formStates } from '../form.ts';
import { FormTag } from './FormTag.tsx';
import './forms.css';

type Row = OutputOf<typeof listForms>['rows'][number];

/** Forms of my office, of those below it, and those that ask institutions of mine. */
export function FormsPage() {
  const { t } = useTranslation('forms');
  const go = useGo();
  const mayMake = useMay('forms.make');
  const { query, setQuery } = useAddress();
  const state = formStates.find((each) => each === query['state']);
  const paged = usePagedRead(listForms, state === undefined ? {} : { state });
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      head: t('list.name'),
      phone: 'title',
      cell: (row) => <GoLink to={paths.formOf(row.id)}>{row.title}</GoLink>,
    },
    { key: 'office', head: t('list.office'), width: 220, cell: (row) => row.officeName },
    { key: 'cycle', head: t('list.cycle'), width: 110, cell: (row) => t(`cycles.${row.cycle}`) },
    { key: 'opens', head: t('list.opens'), kind: 'date', width: 130, cell: (row) => row.opensOn },
    {
      key: 'version',
      head: t('list.version'),
      width: 110,
      cell: (row) =>
        row.newestVersion === 0 ? t('list.notPublished') : t('form.version', { version: row.newestVersion }),
    },
    { key: 'state', head: t('list.state'), width: 130, cell: (row) => <FormTag state={row.state} /> },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        note={t('intro')}
        actions={
          mayMake && (
            <Button type="primary" onClick={() => go(paths.newForm)}>
              {t('list.new')}
            </Button>
          )
        }
      />
      <div className="toolbar">
        <Segmented
          value={state ?? 'all'}
          onChange={(chosen) => setQuery({ state: chosen === 'all' ? null : String(chosen) }, { replace: true })}
          options={[
            { value: 'all', label: t('list.all') },
            ...formStates.map((each) => ({ value: each, label: t(`formStates.${each}`) })),
          ]}
        />
      </div>
      <div className="sheet flush">
        <DataTable
          label={t('title')}
          columns={columns}
          paged={paged}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.formOf(row.id))}
          empty={<EmptyState title={t('list.empty.title')} hint={t('list.empty.hint')} />}
        />
      </div>
    </>
  );
}
