import { DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useMay, useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import { type ChildState, childStates } from '../child.ts';
import { type ChildRow, listChildren } from '../contract.ts';
import { isKeptUp } from '../rules.ts';
import { ChildSearch } from './ChildSearch.tsx';
import { useChildColumns } from './use-child-columns.tsx';
import './child-list.css';

const shownStates = childStates.filter((state) => state !== 'deleted');
const stateOf = (text: string | undefined): ChildState | null => childStates.find((state) => state === text) ?? null;

/** The children of a kindergarten: by class and state, or found by name or number. Filters live in the address. */
export function ChildListPage() {
  const { t } = useTranslation(['children', 'ui']);
  const { institutionId } = useSession();
  const mayEdit = useMay('children.edit');
  const mayRecordLeaving = useMay('departures.record');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { query, setQuery } = useAddress();
  const go = useGo();
  const state = stateOf(query.state);
  const classId = query.classId === undefined ? null : Number(query.classId);
  const name = query.name ?? '';
  const classes = useRead(listClasses, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  const paged = usePagedRead(listChildren, {
    ...(institutionId === null ? {} : { institutionId }),
    ...(classId === null ? {} : { classId }),
    ...(state === null ? {} : { state }),
    ...(name === '' ? {} : { name }),
  });
  const columns = useChildColumns();
  const filtered = state !== null || classId !== null || name !== '';
  const actions = mayEdit ? (
    <>
      <Button onClick={() => go(paths.imports)}>{t('pages.list.import')}</Button>
      <Button type="primary" onClick={() => go(paths.newChild)}>
        {t('pages.list.create')}
      </Button>
    </>
  ) : null;
  return (
    <>
      <PageHeader title={t('pages.list.title')} actions={actions} />
      <div className="toolbar">
        <ChildSearch
          name={name}
          onName={(typed) => setQuery({ name: typed })}
          onFound={(childId) => go(paths.childOf(childId))}
        />
        <Select
          aria-label={t('pages.list.column.className')}
          className="child-list-class"
          showSearch={{ optionFilterProp: 'label' }}
          value={classId ?? 0}
          onChange={(chosen) => setQuery({ classId: chosen === 0 ? null : String(chosen) })}
          options={[
            { value: 0, label: t('pages.list.allClasses') },
            ...(classes.data ?? []).map((one) => ({
              value: one.id,
              label: t('pages.form.yearOf', { name: one.name, children: one.children }),
            })),
          ]}
        />
        {filtered && <GoLink to={paths.myChildren()}>{t('pages.list.clear')}</GoLink>}
        {mayRecordLeaving && chosen.size > 0 && (
          <Button onClick={() => go(paths.newLeaving([...chosen]))}>
            {t('pages.list.leave', { count: chosen.size })}
          </Button>
        )}
      </div>
      <div className="sheet flush">
        <SheetTabs
          label={t('pages.list.column.state')}
          choices={(['all', ...shownStates] as const).map((one) => ({
            value: one,
            word: one === 'all' ? t('pages.list.all') : t(`ui:childStates.${one}`),
          }))}
          value={state ?? 'all'}
          onChange={(one) => setQuery({ state: one === 'all' ? null : one })}
        />
        <DataTable<ChildRow, number>
          label={t('pages.list.title')}
          columns={columns}
          rowId={(child) => child.id}
          paged={paged}
          onOpen={(child) => go(paths.childOf(child.id))}
          {...(mayRecordLeaving ? { selection: { chosen, onChange: setChosen } } : {})}
          isSelectable={(child) => isKeptUp(child.state)}
          tone={(child) => (child.state === 'returned' || child.state === 'problem' ? 'bad' : null)}
          empty={
            filtered ? (
              <EmptyState
                title={t('pages.list.empty.filtered')}
                hint={t('pages.list.empty.filteredText')}
                action={
                  <Button onClick={() => setQuery({ state: null, classId: null, name: null })}>
                    {t('pages.list.clear')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={t('pages.list.empty.title')}
                hint={t('pages.list.empty.text')}
                action={<span className="child-list-actions">{actions}</span>}
              />
            )
          }
        />
      </div>
    </>
  );
}
