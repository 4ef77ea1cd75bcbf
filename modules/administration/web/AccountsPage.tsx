import { roles } from '@xueqian/kernel/actor.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountRow, type AccountState, accountStates, type Handover, listAccounts } from '../contract.ts';
import { AccountActions } from './AccountActions.tsx';
import { CreateAccountDialog } from './CreateAccountDialog.tsx';
import { HandoverSlip } from './HandoverSlip.tsx';
import { OpenDepartmentDialog } from './OpenDepartmentDialog.tsx';
import './administration.css';

const looks = {
  open: { tone: 'good', icon: 'check' },
  waiting: { tone: 'calm', icon: 'clock' },
  sealed: { tone: 'warn', icon: 'dash' },
  locked: { tone: 'bad', icon: 'alert' },
  closed: { tone: 'quiet', icon: 'cross' },
} as const;

const isState = (text: string | undefined): text is AccountState =>
  (accountStates as readonly (string | undefined)[]).includes(text);
const roleOf = (text: string | undefined) => roles.find((role) => role === text);

/** Accounts of my office and its sections, and of the offices directly below. */
export function AccountsPage() {
  const { t } = useTranslation(['administration', 'ui']);
  const { level } = useSession();
  const mayManage = useMay('accounts.manage');
  const { query, setQuery } = useAddress();
  const [creating, setCreating] = useState(false);
  const [founding, setFounding] = useState(false);
  const foundsDepartments = level === 'prefecture' || level === 'province' || level === 'ministry';
  const [slip, setSlip] = useState<Handover | null>(null);
  const which = query.which === 'below' ? 'below' : 'own';
  const role = roleOf(query.role);
  const paged = usePagedRead(listAccounts, {
    which,
    ...(query.text ? { text: query.text } : {}),
    ...(role ? { role } : {}),
    ...(isState(query.state) ? { state: query.state } : {}),
  });
  const columns: readonly Column<AccountRow>[] = [
    {
      key: 'person',
      head: t('accounts.person'),
      phone: 'title',
      width: 150,
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.personName}</strong>
          <small className="figure">{row.login}</small>
        </span>
      ),
    },
    { key: 'role', head: t('accounts.role'), width: 110, cell: (row) => t(`ui:roles.${row.role}`) },
    { key: 'office', head: t('accounts.office'), cell: (row) => row.officeName },
    {
      key: 'state',
      head: t('accounts.state'),
      width: 110,
      cell: (row) => <Tag {...looks[row.state]} word={t(`accounts.states.${row.state}`)} />,
    },
    {
      key: 'used',
      head: t('accounts.lastUsed'),
      kind: 'date',
      width: 110,
      cell: (row) => (row.lastUsedAt === null ? t('accounts.never') : formatDate(row.lastUsedAt)),
    },
    {
      key: 'acts',
      head: t('accounts.acts'),
      width: 240,
      cell: (row) => <AccountActions row={row} onSlip={setSlip} />,
    },
  ];
  const tabs = level === 'institution' || level === 'town' ? (['own'] as const) : (['own', 'below'] as const);
  return (
    <>
      <PageHeader
        title={t('ui:pages.accounts')}
        note={t(`accounts.note.${level === 'institution' ? 'institution' : 'department'}`)}
        actions={
          mayManage && (
            <>
              {foundsDepartments && <Button onClick={() => setFounding(true)}>{t('department.title')}</Button>}
              <Button type="primary" onClick={() => setCreating(true)}>
                {t('accounts.create')}
              </Button>
            </>
          )
        }
      />
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
          <Select
            aria-label={t('accounts.role')}
            placeholder={t('accounts.role')}
            allowClear
            style={{ width: 150 }}
            value={role ?? null}
            options={roles.map((one) => ({ value: one, label: t(`ui:roles.${one}`) }))}
            onChange={(chosen: string | undefined) => setQuery({ role: chosen ?? null })}
          />
          <Select
            aria-label={t('accounts.state')}
            placeholder={t('accounts.state')}
            allowClear
            style={{ width: 150 }}
            value={isState(query.state) ? query.state : null}
            options={accountStates.map((one) => ({ value: one, label: t(`accounts.states.${one}`) }))}
            onChange={(chosen: string | undefined) => setQuery({ state: chosen ?? null })}
          />
        </search>
        <DataTable<AccountRow, number>
          label={t('ui:pages.accounts')}
          columns={columns}
          rowId={(row) => row.id}
          paged={paged}
          tone={(row) => (row.state === 'locked' ? 'bad' : row.state === 'closed' ? 'quiet' : null)}
          empty={<EmptyState title={t('accounts.empty')} hint={t('accounts.emptyHint')} />}
        />
      </div>
      {creating && (
        <CreateAccountDialog
          onMade={(made) => {
            setCreating(false);
            setSlip(made);
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {founding && <OpenDepartmentDialog onClose={() => setFounding(false)} />}
      {slip !== null && <HandoverSlip slip={slip} onClose={() => setSlip(null)} />}
    </>
  );
}
