import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { readMonthly, receiveMonthly } from '../monthly-contract.ts';
import { useMonthWord } from './use-month-word.ts';
import './monthly.css';

type View = OutputOf<typeof readMonthly>;
type Figures = View['figures'];

/** One month as the system told it: findings against the month before, what is late, who is last, what is to be mended. */
export function MonthlyMessagePage() {
  const { t } = useTranslation('supervision');
  const monthOf = useMonthWord();
  const messageId = usePathNumber('messageId');
  const read = useRead(readMonthly, { messageId });
  const { mutate: receive } = useAct(receiveMonthly);
  const view = read.data;
  const isNew = view !== undefined && !view.isRead;
  useEffect(() => {
    if (isNew) receive({ messageId });
  }, [isNew, messageId, receive]);
  if (view === undefined) return <ReadState read={read} lines={12} />;
  const { figures } = view;
  return (
    <article className="monthly">
      <PageHeader
        title={t('monthly.open', { month: monthOf(view.month) })}
        back={{ to: paths.monthlyMessages, word: t('monthly.title') }}
        note={t('monthly.made', { office: view.officeName, on: view.madeOn })}
        actions={
          <Button className="not-printed" onClick={() => window.print()}>
            {t('monthly.print')}
          </Button>
        }
      />
      <Rules rules={figures.rules} />
      <Late late={figures.late} />
      <Last last={figures.last} isCounty={view.level === 'county'} />
      <h2>{t('monthly.rectifications.title')}</h2>
      <p>{t('monthly.rectifications.text', figures.rectifications)}</p>
    </article>
  );
}

const number = <T,>(key: string, head: string, value: (row: T) => string): Column<T> => ({
  ...{ key, head, kind: 'number', width: 120 },
  cell: value,
});

function Rules({ rules }: { readonly rules: Figures['rules'] }) {
  const { t } = useTranslation('supervision');
  type Line = Figures['rules'][number];
  const isCompared = rules.some(({ before }) => before !== null);
  const change = ({ institutions, before }: Line): string => {
    if (before === null) return '';
    const by = institutions - before;
    return by > 0 ? `+${formatNumber(by)}` : formatNumber(by);
  };
  const columns: readonly Column<Line>[] = [
    {
      key: 'rule',
      head: t('monthly.rules.rule'),
      phone: 'title',
      cell: ({ rule }) => (
        <>
          <span className="figure soft">{rule}</span> {t(`rules.${rule}.name`)}
        </>
      ),
    },
    number('institutions', t('monthly.rules.institutions'), (line) => formatNumber(line.institutions)),
    number('found', t('monthly.rules.found'), (line) => formatNumber(line.found)),
    ...(isCompared
      ? [
          number<Line>('before', t('monthly.rules.before'), (line) => formatNumber(line.before ?? 0)),
          number<Line>('change', t('monthly.rules.change'), change),
        ]
      : []),
  ];
  return (
    <>
      <h2>{t('monthly.rules.title')}</h2>
      {!isCompared && rules.length > 0 && <p className="soft">{t('monthly.rules.noBefore')}</p>}
      <div className="sheet flush">
        <DataTable
          label={t('monthly.rules.title')}
          columns={columns}
          rows={rules}
          rowId={({ rule }) => rule}
          empty={<p className="monthly-none">{t('monthly.rules.none')}</p>}
        />
      </div>
    </>
  );
}

function Late({ late }: { readonly late: Figures['late'] }) {
  const { t } = useTranslation(['supervision', 'deadlines']);
  type Line = Figures['late'][number];
  const sum = (figure: 'ofCounties' | 'ofInstitutions') =>
    formatNumber(late.reduce((all, line) => all + line[figure], 0));
  const columns: readonly Column<Line>[] = [
    { key: 'kind', head: t('monthly.late.kind'), phone: 'title', cell: ({ kind }) => t(`deadlines:kinds.${kind}`) },
    number('ofCounties', t('monthly.late.ofCounties'), (line) => formatNumber(line.ofCounties)),
    number('ofInstitutions', t('monthly.late.ofInstitutions'), (line) => formatNumber(line.ofInstitutions)),
  ];
  return (
    <>
      <h2>{t('monthly.late.title')}</h2>
      <div className="sheet flush">
        <DataTable
          label={t('monthly.late.title')}
          columns={columns}
          rows={late}
          rowId={({ kind }) => kind}
          total={[t('monthly.late.total'), sum('ofCounties'), sum('ofInstitutions')]}
          empty={<p className="monthly-none">{t('monthly.late.none')}</p>}
        />
      </div>
    </>
  );
}

function Last({ last, isCounty }: { readonly last: Figures['last']; readonly isCounty: boolean }) {
  const { t } = useTranslation('supervision');
  type Line = Figures['last'][number];
  const columns: readonly Column<Line>[] = [
    {
      key: 'name',
      head: t(isCounty ? 'monthly.last.institution' : 'monthly.last.place'),
      phone: 'title',
      cell: ({ name }) => name,
    },
    ...(['inTime', 'doneLate', 'openLate'] as const).map((figure) =>
      number<Line>(figure, t(`monthly.last.${figure}`), (line) => formatNumber(line[figure])),
    ),
    number('rate', t('monthly.last.rate'), ({ rate }) => `${rate}%`),
  ];
  return (
    <>
      <h2>{t('monthly.last.title')}</h2>
      <p className="soft">{t('monthly.last.note')}</p>
      <div className="sheet flush">
        <DataTable
          label={t('monthly.last.title')}
          columns={columns}
          rows={last}
          rowId={({ code }) => code}
          empty={<p className="monthly-none">{t('monthly.last.none')}</p>}
        />
      </div>
    </>
  );
}
