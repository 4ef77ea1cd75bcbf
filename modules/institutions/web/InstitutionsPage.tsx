import type { OutputOf } from '@xueqian/kernel/route.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { Figure } from '@xueqian/ui/parts/Figure.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress, useGo } from '@xueqian/ui/use-address.ts';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useTranslation } from 'react-i18next';
import { listInstitutions } from '../contract.ts';
import { isBasicFilter } from './basic-filters.ts';
import { InstitutionFilters } from './InstitutionFilters.tsx';
import { StandingTag } from './StandingTag.tsx';
import { useSectionWords } from './use-section-words.ts';
import './institutions.css';

type Row = OutputOf<typeof listInstitutions>['rows'][number];

/** The institutions of my scope, by code; the cells of annex 2 lead here with their filters. */
export function InstitutionsPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const { query } = useAddress();
  const go = useGo();
  const session = useSession();
  const wordOf = useSectionWords();
  const basicState = query.basicState;
  const institutions = usePagedRead(listInstitutions, {
    ...(query.division === undefined ? {} : { division: query.division }),
    ...(query.name === undefined ? {} : { name: query.name }),
    ...(isBasicFilter(basicState) ? { basicState } : {}),
  });
  const mayReadChildren = session.permissions.includes('children.read');
  const count = (key: 'children' | 'confirmed' | 'problem' | 'numbered', state?: string): Column<Row> => ({
    key,
    head: t(`list.${key}`),
    kind: 'number',
    width: 104,
    ...(key === 'children' ? {} : { phone: 'line' as const }),
    cell: (row) =>
      mayReadChildren && row[key] > 0 ? (
        <GoLink to={paths.children({ institutionId: row.id, ...(state === undefined ? {} : { state }) })}>
          <Figure value={row[key]} />
        </GoLink>
      ) : (
        <Figure value={row[key]} />
      ),
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      head: t('list.name'),
      phone: 'title',
      cell: (row) => (
        <span className="name-and-code">
          <GoLink to={paths.institution(row.id)}>{row.name}</GoLink>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    ...(session.level === 'county'
      ? []
      : [{ key: 'county', head: t('list.county'), cell: (row: Row) => row.countyName }]),
    {
      key: 'nature',
      head: t('list.nature'),
      phone: 'hide',
      cell: (row) => (row.nature === null ? wordOf('kind', row.kind) : wordOf('nature', row.nature)),
    },
    {
      key: 'state',
      head: t('list.state'),
      width: 130,
      cell: (row) =>
        row.standing === 'operating' ? (
          <SectionStateTag state={row.basicState} />
        ) : (
          <StandingTag standing={row.standing} />
        ),
    },
    count('children'),
    count('confirmed', 'confirmed'),
    count('problem', 'problem'),
    count('numbered', 'numbered'),
    {
      key: 'statistical',
      head: t('list.statistical'),
      kind: 'number',
      width: 104,
      phone: 'hide',
      cell: (row) => <Figure value={row.statistical} />,
    },
  ];
  const filtered = query.division !== undefined || query.name !== undefined || basicState !== undefined;
  return (
    <>
      <PageHeader title={t('ui:pages.institutions')} />
      <InstitutionFilters />
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.institutions')}
          columns={columns}
          paged={institutions}
          rowId={(row) => row.id}
          onOpen={(row) => go(paths.institution(row.id))}
          empty={
            <EmptyState
              title={t(filtered ? 'list.emptyFiltered.title' : 'list.empty.title')}
              hint={t(filtered ? 'list.emptyFiltered.hint' : 'list.empty.hint')}
            />
          }
        />
      </div>
    </>
  );
}
