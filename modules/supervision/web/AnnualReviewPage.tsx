import type { OutputOf } from '@xueqian/kernel/route.ts';
import { formatInstant, formatNumber } from '@xueqian/ui/format.ts';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReadState } from '@xueqian/ui/parts/ReadState.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAnnualReview, recordAnnualReview } from '../annual-contract.ts';
import { type AnnualFacts, type AnnualResult, annualFacts, annualResults } from '../annual-review.ts';
import { AnnualTag } from './AnnualTag.tsx';
import { yearsToChoose } from './annual-years.ts';
import './supervision.css';
import './inspection.css';

type Review = OutputOf<typeof readAnnualReview>;

/** One institution and year: what the system knows, the county's word, and every word before it. */
export function AnnualReviewPage() {
  const { t } = useTranslation('supervision');
  const institutionId = usePathNumber('institutionId');
  const { query, setQuery } = useAddress();
  const years = yearsToChoose();
  const year = years.find((each) => String(each) === query['year']) ?? years[0]!;
  const read = useRead(readAnnualReview, { institutionId, year });
  if (read.data === undefined) return <ReadState read={read} lines={8} />;
  const review = read.data;
  const [current] = review.versions;
  return (
    <>
      <PageHeader
        title={review.name}
        back={{ to: paths.annualReviews({ year }), word: t('annual.title') }}
        aside={current !== undefined && <AnnualTag result={current.result} />}
        note={t('annual.yearWord', { year })}
      />
      <div className="not-printed">
        <SheetTabs
          label={t('annual.year')}
          value={String(year)}
          choices={years.map((each) => ({ value: String(each), word: t('annual.yearWord', { year: each }) }))}
          onChange={(value) => setQuery({ year: value }, { replace: true })}
        />
      </div>
      <section className="sheet">
        <h2>{t('annual.factsNow')}</h2>
        <Facts facts={review.facts} />
      </section>
      {review.may.record && (
        <Record key={`${year} ${review.versions.length}`} institutionId={institutionId} year={year} review={review} />
      )}
      <section className="sheet">
        <h2>{t('annual.versions')}</h2>
        {review.versions.length === 0 ? (
          <EmptyState title={t('annual.noVersion.title')} hint={t('annual.noVersion.hint')} />
        ) : (
          review.versions.map((version) => (
            <article key={version.version} className="inspection-form">
              <p>
                <AnnualTag result={version.result} />{' '}
                <span className="soft figure">
                  {t('annual.versionBy', {
                    ...{ version: version.version, office: version.officeName, name: version.recordedBy },
                    at: formatInstant(version.recordedAt),
                  })}
                </span>
              </p>
              {version.correctionReason !== null && (
                <p>{t('annual.correctedFor', { reason: version.correctionReason })}</p>
              )}
              {version.explanation !== null && <p>{t('annual.explained', { text: version.explanation })}</p>}
              <details>
                <summary>{t('annual.factsThen')}</summary>
                <Facts facts={version.facts} />
              </details>
            </article>
          ))
        )}
      </section>
    </>
  );
}

function Facts({ facts }: { readonly facts: AnnualFacts }) {
  const { t } = useTranslation('supervision');
  return (
    <dl className="facts">
      {(Object.keys(annualFacts.shape) as (keyof AnnualFacts)[]).map((fact) => (
        <div key={fact}>
          <dt>{t(`annual.facts.${fact}`)}</dt>
          <dd className="figure">{formatNumber(facts[fact])}</dd>
        </div>
      ))}
    </dl>
  );
}

type RecordProps = { readonly institutionId: number; readonly year: number; readonly review: Review };

function Record({ institutionId, year, review }: RecordProps) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const version = review.versions[0]?.version ?? 0;
  const [result, setResult] = useState<AnnualResult | null>(null);
  const [explanation, setExplanation] = useState('');
  const [reason, setReason] = useState('');
  const record = useAct(recordAnnualReview, { onDone: () => void message.success(t('annual.recorded')) });
  const serious = review.facts.seriousRectifications;
  const mustExplain = result === 'qualified' && serious > 0;
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const isWhole =
    result !== null && (version === 0 || reason.trim().length >= 2) && (!mustExplain || explanation.trim().length >= 2);
  return (
    <section className="sheet inspection-form">
      <h2>{t(version === 0 ? 'annual.record' : 'annual.correct')}</h2>
      <Radio.Group
        aria-label={t('annual.columns.result')}
        value={result}
        options={annualResults.map((value) => ({ value, label: t(`annual.results.${value}`) }))}
        onChange={(event) => setResult(event.target.value as AnnualResult)}
      />
      {mustExplain && (
        <NoticeLine tone="warn" role="status">
          {t('annual.mustExplain', { count: serious })}
        </NoticeLine>
      )}
      <label htmlFor="annual-explanation">{t('annual.explanation')}</label>
      <Input.TextArea
        id="annual-explanation"
        rows={3}
        maxLength={1000}
        value={explanation}
        onChange={(event) => setExplanation(event.target.value)}
      />
      {version > 0 && (
        <>
          <label htmlFor="annual-reason">{t('annual.reason')}</label>
          <Input
            id="annual-reason"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
      {record.error !== null && <ErrorState problem={record.error} small />}
      <div className="term-buttons">
        <Button
          type="primary"
          loading={record.isPending}
          disabled={!isWhole}
          onClick={() =>
            result !== null &&
            record.mutate({
              ...{ institutionId, year, version, result },
              ...{ explanation: orNull(explanation), correctionReason: version === 0 ? null : orNull(reason) },
            })
          }
        >
          {t('annual.save')}
        </Button>
      </div>
    </section>
  );
}
