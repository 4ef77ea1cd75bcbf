import type { OutputOf } from '@xueqian/kernel/route.ts';
import { downloadFile } from '@xueqian/ui/api.ts';
import { formatNumber } from '@xueqian/ui/format.ts';
import { type Column, DataTable } from '@xueqian/ui/parts/DataTable.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { useMay } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countFindings, findingsWorkbookPath } from '../contract.ts';
import { FoundInstitutions } from './FoundInstitutions.tsx';
import { SeverityTag } from './SeverityTag.tsx';
import './supervision.css';

type Counts = OutputOf<typeof countFindings>;
type Rule = Counts['rules'][number];
type Part = Counts['parts'][number];

/** Supervision lists: every rule with its counts; a rule opens its places, down to the institutions. */
export function SupervisionPage() {
  const { t } = useTranslation(['supervision', 'ui']);
  const { query, setQuery } = useAddress();
  const mayRead = useMay('supervision.read');
  const [failed, setFailed] = useState<Problem | null>(null);
  const [onlyFound, setOnlyFound] = useState(true);
  const rule = query['rule'];
  const division = query['division'];
  const read = useRead(
    countFindings,
    { ...(division === undefined ? {} : { division }), ...(rule === undefined ? {} : { rule }) },
    { keep: true },
  );
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={12} />;
  const counts = read.data;
  const download = () => {
    setFailed(null);
    downloadFile(
      findingsWorkbookPath(counts.division.code, rule ?? null),
      `${t('workbook.title', { division: counts.division.name })}.xlsx`,
    ).catch((problem: Problem) => setFailed(problem));
  };
  return (
    <>
      <PageHeader
        title={t('lists.title')}
        note={t('lists.note')}
        actions={mayRead && <Button onClick={download}>{t('lists.download')}</Button>}
      />
      {failed !== null && <ErrorState problem={failed} small onRetry={download} />}
      <Trail counts={counts} rule={rule} />
      {rule === undefined ? (
        <>
          <div className="toolbar">
            <Checkbox checked={onlyFound} onChange={(event) => setOnlyFound(event.target.checked)}>
              {t('lists.only')}
            </Checkbox>
          </div>
          <RuleTable rules={counts.rules.filter((each) => !onlyFound || each.found > 0)} />
        </>
      ) : counts.parts.length > 0 ? (
        <PartTable parts={counts.parts} onOpen={(code) => setQuery({ division: code })} />
      ) : mayRead ? (
        <FoundInstitutions rule={rule} division={division ?? null} />
      ) : (
        <div className="sheet">
          <EmptyState title={t('lists.empty.title')} hint={t('lists.empty.hint')} />
        </div>
      )}
    </>
  );
}

function Trail({ counts, rule }: { readonly counts: Counts; readonly rule: string | undefined }) {
  const { t } = useTranslation('supervision');
  const { setQuery } = useAddress();
  const steps = counts.trail.length > 0 ? counts.trail : [{ code: counts.division.code, name: t('lists.nation') }];
  return (
    <nav className="supervision-trail not-printed" aria-label={t('lists.trail')}>
      {rule !== undefined && (
        <>
          <button type="button" className="plain-link" onClick={() => setQuery({ rule: null })}>
            {t('lists.all')}
          </button>
          <strong>{t(`rules.${rule}.name`)}</strong>
        </>
      )}
      {steps.map((step, at) =>
        at === steps.length - 1 ? (
          <span key={step.code} aria-current="location">
            {step.name}
          </span>
        ) : (
          <button
            key={step.code}
            type="button"
            className="plain-link"
            onClick={() => setQuery({ division: step.code })}
          >
            {step.name}
          </button>
        ),
      )}
    </nav>
  );
}

function RuleTable({ rules }: { readonly rules: readonly Rule[] }) {
  const { t } = useTranslation('supervision');
  const { setQuery } = useAddress();
  const open = (rule: string) => setQuery({ rule });
  const columns: readonly Column<Rule>[] = [
    { key: 'severity', head: t('lists.severity'), width: 90, cell: (row) => <SeverityTag severity={row.severity} /> },
    {
      key: 'rule',
      head: t('lists.rule'),
      phone: 'title',
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => open(row.rule)}>
          {t(`rules.${row.rule}.name`)}
        </button>
      ),
    },
    {
      key: 'institutions',
      head: t('lists.institutions'),
      kind: 'number',
      width: 110,
      cell: (row) => formatNumber(row.institutions),
    },
    { key: 'found', head: t('lists.found'), kind: 'number', width: 100, cell: (row) => formatNumber(row.found) },
    {
      key: 'article',
      head: t('lists.article'),
      width: 380,
      phone: 'hide',
      cell: (row) => <small>{row.article}</small>,
    },
  ];
  return (
    <div className="sheet flush">
      <DataTable
        label={t('lists.title')}
        columns={columns}
        rows={rules}
        rowId={(row) => row.rule}
        onOpen={(row) => open(row.rule)}
        empty={<EmptyState title={t('todo.empty.title')} hint={t('lists.empty.hint')} />}
      />
    </div>
  );
}

function PartTable({ parts, onOpen }: { readonly parts: readonly Part[]; readonly onOpen: (code: string) => void }) {
  const { t } = useTranslation('supervision');
  const columns: readonly Column<Part>[] = [
    {
      key: 'name',
      head: t('lists.part'),
      phone: 'title',
      cell: (row) => (
        <button type="button" className="plain-link" onClick={() => onOpen(row.code)}>
          {row.name}
        </button>
      ),
    },
    {
      key: 'institutions',
      head: t('lists.institutions'),
      kind: 'number',
      width: 140,
      cell: (row) => formatNumber(row.institutions),
    },
    { key: 'found', head: t('lists.found'), kind: 'number', width: 120, cell: (row) => formatNumber(row.found) },
  ];
  const sum = (key: 'institutions' | 'found') => formatNumber(parts.reduce((all, part) => all + part[key], 0));
  return (
    <div className="sheet flush">
      <DataTable
        label={t('lists.part')}
        columns={columns}
        rows={parts}
        rowId={(row) => row.code}
        onOpen={(row) => onOpen(row.code)}
        total={['', sum('institutions'), sum('found')]}
      />
    </div>
  );
}
