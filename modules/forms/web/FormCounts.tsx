import { percentageHalfUp } from '@xueqian/kernel/percentage.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { PercentBar } from '@xueqian/ui/parts/PercentBar.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { countAnswers } from '../contract.ts';
import './forms.css';

type County = OutputOf<typeof countAnswers>['counties'][number];
type Figures = OutputOf<typeof countAnswers>['figures'][number];

const counted = ['asked', 'answered', 'accepted', 'returned', 'late', 'missing'] as const;
const totalOf = (rows: readonly County[], name: string): County => ({
  ...{ code: 'total', name },
  ...(Object.fromEntries(counted.map((each) => [each, rows.reduce((sum, row) => sum + row[each], 0)])) as Record<
    (typeof counted)[number],
    number
  >),
});

/** Who has answered in a period, by county; and what the answers say together. */
export function FormCounts({ formId, roundId }: { readonly formId: number; readonly roundId: number }) {
  const { t } = useTranslation('forms');
  const read = useRead(countAnswers, { formId, roundId }, { keep: true });
  const rows = read.data?.counties ?? [];
  const columns: readonly Column<County>[] = [
    { key: 'name', head: t('form.county'), phone: 'title', cell: (row) => row.name },
    ...counted.map((each) => ({
      ...{ key: each, head: t(`form.${each}`), kind: 'number' as const, width: 90 },
      cell: (row: County) => formatNumber(row[each]),
    })),
    {
      key: 'rate',
      head: t('form.rate'),
      width: 170,
      cell: (row) => <PercentBar percent={percentageHalfUp(row.answered, row.asked)} />,
    },
  ];
  const figures = read.data?.figures ?? [];
  return (
    <>
      <section className="sheet flush">
        <DataTable
          label={t('form.counts')}
          columns={columns}
          rows={rows.length > 1 ? [...rows, totalOf(rows, t('form.total'))] : rows}
          isPending={read.isPending}
          problem={read.error}
          onRetry={() => void read.refetch()}
          rowId={(row) => row.code}
          empty={<EmptyState title={t('form.empty.title')} hint={t('form.empty.hint')} />}
        />
      </section>
      <section className="sheet">
        <h2>{t('form.figures')}</h2>
        {figures.length === 0 ? (
          <p className="soft">{t('form.figuresEmpty')}</p>
        ) : (
          <div className="form-figures">
            {figures.map((each) => (
              <FieldFigures key={each.key} figures={each} />
            ))}
          </div>
        )}
      </section>
    </>
  );
}

function FieldFigures({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation('forms');
  const yesNo = (choice: string) => (choice === 'yes' || choice === 'no' ? t(`yesNo.${choice}`) : choice);
  return (
    <div>
      <h3>
        {figures.label} <small className="soft">{t('form.answeredBy', { n: figures.answered })}</small>
      </h3>
      {figures.numbers !== null && (
        <dl className="form-numbers">
          {(['sum', 'mean', 'least', 'most'] as const).map((each) => (
            <div key={each}>
              <dt>{t(`form.${each}`)}</dt>
              <dd className="figure">
                {formatNumber(figures.numbers?.[each] ?? 0)} {figures.unit ?? ''}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {figures.choices.map(({ choice, count }) => (
        <div key={choice} className="form-choice">
          <span>{yesNo(choice)}</span>
          <span className="figure">{formatNumber(count)}</span>
          <PercentBar percent={percentageHalfUp(count, figures.answered)} />
        </div>
      ))}
    </div>
  );
}
