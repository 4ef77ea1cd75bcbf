import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listTowns, nameCentralKindergarten, searchTownInstitutions, switchFirstReview } from '../sections.ts';
import './administration.css';

type Town = OutputOf<typeof listTowns>['towns'][number];

/** The central kindergartens of a county's towns, and whether they review first. */
export function TownsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const read = useRead(listTowns, {});
  const [naming, setNaming] = useState<Town | null>(null);
  const toggle = useAct(switchFirstReview, { refreshes: [listTowns] });
  const columns: readonly Column<Town>[] = [
    {
      key: 'town',
      head: t('towns.town'),
      width: 200,
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.name}</strong>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    { key: 'institutions', head: t('towns.institutions'), kind: 'number', width: 100, cell: (row) => row.institutions },
    {
      key: 'central',
      head: t('towns.central'),
      cell: (row) => row.kindergarten ?? <span className="soft">{t('towns.notNamed')}</span>,
    },
    { key: 'accounts', head: t('towns.accounts'), kind: 'number', width: 90, cell: (row) => row.accounts },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 120,
      cell: (row) =>
        row.institutions > 0 && (
          <button type="button" className="plain-link" onClick={() => setNaming(row)}>
            {t(row.kindergarten === null ? 'towns.name' : 'towns.change')}
          </button>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('ui:pages.towns')} note={t('towns.note')} />
      <div className="sheet">
        <div className="toolbar">
          <Switch
            aria-label={t('towns.firstReview')}
            checked={read.data?.firstReview ?? false}
            loading={toggle.isPending || read.isPending}
            onChange={(on) => toggle.mutate({ on })}
          />
          <strong>{t(read.data?.firstReview === true ? 'towns.on' : 'towns.off')}</strong>
        </div>
        <p className="soft">
          {t('towns.what')}
          {read.data?.changedAt != null &&
            ` ${t('towns.changed', { at: formatInstant(read.data.changedAt), by: read.data.changedBy ?? '' })}`}
        </p>
        {toggle.error !== null && <ErrorState problem={toggle.error} small />}
      </div>
      <div className="sheet flush">
        <DataTable<Town, string>
          label={t('ui:pages.towns')}
          columns={columns}
          rowId={(row) => row.code}
          rows={read.data?.towns ?? []}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
        />
      </div>
      {naming !== null && <NameDialog town={naming} onClose={() => setNaming(null)} />}
    </>
  );
}

function NameDialog({ town, onClose }: { readonly town: Town; readonly onClose: () => void }) {
  const { t } = useTranslation(['administration', 'ui']);
  const [chosen, setChosen] = useState<number | null>(null);
  const [text, setText] = useState('');
  const found = useRead(searchTownInstitutions, { townCode: town.code, text }, { keep: true });
  const act = useAct(nameCentralKindergarten, { refreshes: [listTowns], onDone: onClose });
  return (
    <Modal
      open
      title={t('towns.nameTitle', { town: town.name })}
      okText={t('towns.name')}
      okButtonProps={{ disabled: chosen === null }}
      cancelText={t('ui:cancel')}
      confirmLoading={act.isPending}
      onOk={() => chosen !== null && act.mutate({ townCode: town.code, institutionId: chosen })}
      onCancel={onClose}
    >
      <p className="dialog-hint">{t('towns.nameHint')}</p>
      <Select
        aria-label={t('towns.central')}
        style={{ width: '100%' }}
        showSearch={{ filterOption: false, onSearch: setText }}
        value={chosen}
        placeholder={t('towns.search')}
        loading={found.isFetching}
        notFoundContent={t('office.none')}
        options={(found.data ?? []).map((one) => ({ value: one.id, label: `${one.name}  ${one.code}` }))}
        onChange={setChosen}
      />
      {act.error !== null && <ErrorState problem={act.error} small />}
    </Modal>
  );
}
