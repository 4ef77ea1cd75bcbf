import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ChildStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { type ChildState, childStates } from '../child.ts';
import { type ChildRow, listChildren } from '../contract.ts';
import { FindChildrenFilters } from './FindChildrenFilters.tsx';
import './find-children.css';

const stateOf = (text: string | undefined): ChildState | null => childStates.find((state) => state === text) ?? null;

const wholeNumber = (text: string | undefined): number | null => (/^\d+$/.test(text ?? '') ? Number(text) : null);

/** Children of a department's scope: by name, place, institution and state; one by the whole number. */
export function FindChildrenPage() {
  const { t } = useTranslation(['children', 'ui']);
  const { query, setQuery } = useAddress();
  const state = stateOf(query.state);
  const institutionId = wholeNumber(query.institutionId);
  const classId = wholeNumber(query.classId);
  const children = usePagedRead(listChildren, {
    ...(query.name === undefined ? {} : { name: query.name }),
    ...(query.division === undefined ? {} : { division: query.division }),
    ...(state === null ? {} : { state }),
    ...(institutionId === null ? {} : { institutionId }),
    ...(classId === null ? {} : { classId }),
  });
  const open = (row: ChildRow) => setQuery({ child: String(row.id) });
  const columns: readonly Column<ChildRow>[] = [
    {
      key: 'name',
      head: t('find.name'),
      phone: 'title',
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => open(row)}>
          {row.name}
        </button>
      ),
    },
    { key: 'sex', head: t('find.sex'), width: 60, cell: (row) => t(`ui:sex.${row.sex}`) },
    { key: 'birthOn', head: t('find.birthOn'), kind: 'date', width: 112, cell: (row) => row.birthOn },
    {
      key: 'identity',
      head: t('find.identity'),
      kind: 'date',
      phone: 'hide',
      cell: (row) => row.identityMasked ?? <span className="soft">{t('find.noIdentity')}</span>,
    },
    {
      key: 'number',
      head: t('find.number'),
      kind: 'date',
      cell: (row) => row.numberMasked ?? <span className="soft">{t('find.noNumber')}</span>,
    },
    {
      key: 'institution',
      head: t('find.institution'),
      cell: (row) => <GoLink to={paths.institution(row.institutionId)}>{row.institutionName}</GoLink>,
    },
    { key: 'class', head: t('find.class'), width: 96, cell: (row) => row.className ?? '—' },
    {
      key: 'state',
      head: t('find.state'),
      width: 140,
      cell: (row) => <ChildStateTag state={row.state} next={row.next} />,
    },
  ];
  const filtered = ['name', 'division', 'state', 'institutionId', 'classId'].some((key) => query[key] !== undefined);
  return (
    <>
      <PageHeader title={t('ui:pages.children')} note={t('find.note')} />
      <FindChildrenFilters
        institutionName={institutionId === null ? null : (children.rows[0]?.institutionName ?? null)}
      />
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.children')}
          columns={columns}
          paged={children}
          rowId={(row) => row.id}
          onOpen={open}
          empty={
            <EmptyState
              title={t(filtered ? 'find.emptyFiltered.title' : 'find.empty.title')}
              hint={t(filtered ? 'find.emptyFiltered.hint' : 'find.empty.hint')}
            />
          }
        />
      </div>
    </>
  );
}
