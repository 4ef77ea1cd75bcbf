import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { filedSections } from '../section.ts';
import { listSections } from '../section-contract.ts';
import { useFiledWords } from './use-filed-words.ts';
import { versionLooks } from './version-looks.ts';

type Head = OutputOf<typeof listSections>['sections'][number];
type Row = Pick<Head, 'section' | 'period'> & Partial<Head>;

/** The other sections of an institution's file, and where each stands. */
export function InstitutionSections({ institutionId }: { readonly institutionId: number }) {
  const { t } = useTranslation('institutions');
  const words = useFiledWords();
  const read = useRead(listSections, { institutionId });
  const heads = read.data?.sections ?? [];
  const rows = filedSections.flatMap((section): Row[] => {
    const there = heads.filter((head) => head.section === section);
    return there.length > 0
      ? there
      : [{ section, period: section === 'finance' ? (read.data?.halfYears[0] ?? '') : '' }];
  });
  const columns: readonly Column<Row>[] = [
    {
      key: 'section',
      head: t('section.section'),
      phone: 'title',
      cell: (row) =>
        row.inForceVersion == null ? (
          words.titleOf(row.section, row.period)
        ) : (
          <GoLink to={paths.sectionOf(institutionId, row.section, row.period)}>
            {words.titleOf(row.section, row.period)}
          </GoLink>
        ),
    },
    {
      key: 'state',
      head: t('section.newest'),
      width: 180,
      cell: ({ state }) =>
        state === undefined ? (
          <Tag tone="quiet" icon="dash" word={t('section.states.empty')} />
        ) : (
          <Tag {...versionLooks[state]} word={t(`section.states.${state}`)} />
        ),
    },
    {
      key: 'inForce',
      head: t('section.inForceSince'),
      kind: 'date',
      width: 150,
      cell: (row) => formatDate(row.inForceAt ?? null),
    },
  ];
  return (
    <div className="sheet flush institution-sheet">
      <DataTable
        label={t('section.all')}
        columns={columns}
        rows={read.data === undefined ? [] : rows}
        rowId={(row) => `${row.section} ${row.period}`}
        isPending={read.isPending}
        problem={read.error}
        onRetry={() => void read.refetch()}
      />
    </div>
  );
}
