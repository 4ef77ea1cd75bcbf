import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { DueDate } from '@xueqian/ui/parts/DueDate.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { applicationStates } from '../application.ts';
import { listApplications } from '../contract.ts';
import { applicationLooks } from './application-looks.ts';
import { useFormWords } from './use-form-words.ts';
import './admission.css';

type Row = OutputOf<typeof listApplications>['rows'][number];
const shows = ['mine', 'open', 'all'] as const;

/** Applications for admission: what waits for me, what is under way, all. */
export function AdmissionsPage() {
  const { t } = useTranslation(['admission', 'ui']);
  const wordOf = useFormWords();
  const session = useSession();
  const go = useGo();
  const { query, setQuery } = useAddress();
  const show = shows.find((each) => each === query['show']) ?? 'open';
  const state = applicationStates.find((each) => each === query['state']);
  const text = query['text'];
  const read = usePagedRead(listApplications, { show, ...(state ? { state } : {}), ...(text ? { text } : {}) });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('fields.name'),
      phone: 'title',
      cell: (row) => (
        <span className="admission-name">
          <GoLink to={paths.admission(row.id)}>{row.name ?? t('list.unnamed')}</GoLink>
          <small className="figure">{row.code ?? row.countyName}</small>
        </span>
      ),
    },
    { key: 'nature', head: t('fields.nature'), width: 220, cell: (row) => wordOf('nature', row.nature) },
    {
      key: 'state',
      head: t('list.state'),
      width: 190,
      cell: (row) => (
        <span className="admission-state">
          <Tag {...applicationLooks[row.state]} word={t(`states.${row.state}`)} />
          {row.mine && <small className="admission-mine">{t('list.mine')}</small>}
        </span>
      ),
    },
    {
      key: 'due',
      head: t('list.due'),
      width: 150,
      cell: (row) => <DueDate dueOn={row.dueOn} daysLeft={row.daysLeft} />,
    },
    { key: 'since', head: t('list.since'), kind: 'date', width: 170, cell: (row) => formatInstant(row.since) },
  ];
  const mayEnter = session.permissions.includes('admission.take-in');
  return (
    <>
      <PageHeader
        title={t('ui:pages.admissions')}
        note={t('list.note')}
        actions={
          mayEnter && (
            <Button type="primary" onClick={() => go(paths.newAdmission())}>
              {t('list.new')}
            </Button>
          )
        }
      />
      <div className="toolbar">
        <SearchBox
          label={t('list.search')}
          text={text}
          onSearch={(typed) => setQuery({ text: typed || null }, { replace: true })}
        />
        <Select
          aria-label={t('list.state')}
          allowClear
          placeholder={t('list.everyState')}
          style={{ minWidth: 160 }}
          value={state ?? null}
          onChange={(chosen: string | undefined) => setQuery({ state: chosen ?? null }, { replace: true })}
          options={applicationStates.map((each) => ({ value: each, label: t(`states.${each}`) }))}
        />
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('ui:pages.admissions')}
          choices={shows.map((value) => ({ value, word: t(`list.shows.${value}`) }))}
          value={show}
          onChange={(value) => setQuery({ show: value === 'open' ? null : value, state: null }, { replace: true })}
        />
        <DataTable
          label={t('ui:pages.admissions')}
          columns={columns}
          paged={read}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.admission(row.id))}
          empty={<EmptyState title={t(`list.empty.${show}`)} hint={t('list.emptyHint')} />}
        />
      </div>
    </>
  );
}
