import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readPolicy } from '../contract.ts';
import { type PackCode, packCodes, policyPacks } from '../policy-pack.ts';
import { usePolicyWord } from './use-policy-word.ts';

type Row = OutputOf<typeof readPolicy>['values'][number];

const isPack = (text: string): text is PackCode => (packCodes as readonly string[]).includes(text);

/** The rules in force for my office: every value with the article behind it. */
export function PolicyPage() {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  const policy = useRead(readPolicy, {});
  const wordOf = usePolicyWord();
  const pack = policy.data?.pack;
  const columns: readonly Column<Row>[] = [
    { key: 'key', head: t('policy.matter'), phone: 'title', cell: (row) => t(`policy.keys.${row.key}`, row.key) },
    {
      key: 'value',
      head: t('policy.value'),
      width: 200,
      cell: (row) =>
        row.value === null ? (
          <span className="soft">{t('policy.notStated')}</span>
        ) : (
          <strong className="figure">{wordOf(row)}</strong>
        ),
    },
    { key: 'article', head: t('policy.article'), cell: (row) => row.article },
    {
      key: 'from',
      head: t('policy.from'),
      kind: 'date',
      width: 130,
      cell: (row) => formatDate(row.since),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('ui:pages.policy')}
        note={
          pack === undefined
            ? t('policy.note')
            : t('policy.noteOf', { title: isPack(pack) ? policyPacks[pack].title : pack })
        }
      />
      {typeof policy.data?.missingHolidays === 'number' && (
        <NoticeLine>{t('policy.missingHolidays', { year: policy.data.missingHolidays })}</NoticeLine>
      )}
      <div className="sheet flush">
        <DataTable
          label={t('ui:pages.policy')}
          columns={columns}
          rows={policy.data?.values ?? []}
          isPending={policy.isPending}
          problem={policy.error}
          onRetry={() => void policy.refetch()}
          rowId={(row) => row.key}
        />
      </div>
    </>
  );
}
