import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { usePagedRead } from '@xueqian/ui/use-paged-read.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { type Figures, listAffected, listAffectedOffices, type readChange } from '../division-contract.ts';

type Division = OutputOf<typeof readChange>['divisions'][number];
type Institution = OutputOf<typeof listAffected>['rows'][number];
type Office = OutputOf<typeof listAffectedOffices>[number];

type Props = { readonly changeId: number; readonly figures: Figures; readonly divisions: readonly Division[] };

const figureKeys = [
  'institutions',
  'children',
  'classes',
  'accounts',
  'offices',
  'closingOffices',
  'divisions',
  'basicReviews',
  'childReviews',
  'openCases',
  'runningImports',
] as const;

/** What a change moves, before it is carried out: figures, divisions before and after, institutions, offices. */
export function ChangePreview({ changeId, figures, divisions }: Props) {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const institutions = usePagedRead(listAffected, { changeId, limit: 20 });
  const offices = useRead(listAffectedOffices, { changeId });
  const closing = (offices.data ?? []).filter((office) => office.closes);
  const closedAccounts = closing.reduce((sum, office) => sum + office.accounts, 0);
  const divisionColumns: readonly Column<Division>[] = [
    { key: 'code', head: t('tree.code'), width: 140, phone: 'title', cell: (row) => row.code },
    { key: 'before', head: t('change.before'), cell: (row) => row.before ?? t('change.fresh') },
    { key: 'after', head: t('change.after'), cell: (row) => <strong>{row.after ?? t('change.gone')}</strong> },
  ];
  const institutionColumns: readonly Column<Institution>[] = [
    {
      key: 'name',
      head: t('change.institution'),
      phone: 'title',
      cell: (row) => (
        <span className="two-lines">
          <strong>{row.name}</strong>
          <small className="figure">{row.code}</small>
        </span>
      ),
    },
    { key: 'from', head: t('change.fromPlace'), cell: (row) => row.from },
    { key: 'to', head: t('change.toPlace'), cell: (row) => row.to },
    {
      key: 'children',
      head: t('change.children'),
      kind: 'number',
      width: 80,
      cell: (row) => formatNumber(row.children),
    },
    { key: 'accounts', head: t('change.accounts'), kind: 'number', width: 80, cell: (row) => row.accounts },
  ];
  const officeColumns: readonly Column<Office>[] = [
    { key: 'name', head: t('change.officeName'), phone: 'title', cell: (row) => row.name },
    { key: 'level', head: t('tree.level'), width: 100, cell: (row) => t(`ui:levels.${row.level}`) },
    { key: 'accounts', head: t('change.accounts'), kind: 'number', width: 80, cell: (row) => row.accounts },
    {
      key: 'ends',
      head: t('change.officeEnds'),
      width: 220,
      cell: (row) => (row.closes ? <strong>{t('change.closes')}</strong> : t('change.goesAlong')),
    },
  ];
  return (
    <>
      <section className="sheet">
        <h2>{t('change.preview')}</h2>
        <dl className="facts change-figures">
          {figureKeys
            .filter((key) => figures[key] > 0 || key === 'institutions')
            .map((key) => (
              <div key={key}>
                <dt>{t(`change.figures.${key}`)}</dt>
                <dd className="figure">{formatNumber(figures[key])}</dd>
              </div>
            ))}
        </dl>
        <p className="soft">{t('change.numbersStay')}</p>
        {closing.length > 0 && (
          <NoticeLine>{t('change.closing', { offices: closing.length, accounts: closedAccounts })}</NoticeLine>
        )}
      </section>
      <section className="sheet">
        <h2>{t('change.tables.divisions')}</h2>
        <DataTable
          label={t('change.tables.divisions')}
          columns={divisionColumns}
          rows={divisions}
          rowId={(row) => row.code}
          empty={<p className="soft">{t('change.noDivisions')}</p>}
        />
      </section>
      <section className="sheet">
        <h2>{t('change.tables.institutions')}</h2>
        <DataTable
          label={t('change.tables.institutions')}
          columns={institutionColumns}
          paged={institutions}
          rowId={(row) => row.id}
          empty={<p className="soft">{t('change.noInstitutions')}</p>}
        />
      </section>
      <section className="sheet">
        <h2>{t('change.tables.offices')}</h2>
        <DataTable
          label={t('change.tables.offices')}
          columns={officeColumns}
          rows={offices.data ?? []}
          isPending={offices.isPending}
          problem={offices.error}
          onRetry={() => void offices.refetch()}
          rowId={(row) => row.id}
          empty={<p className="soft">{t('change.noOffices')}</p>}
        />
      </section>
    </>
  );
}
