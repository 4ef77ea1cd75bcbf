import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useMay } from '@xueqian/ui/session.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../contract.ts';
import { CommitBar } from './CommitBar.tsx';
import { CountsBar } from './CountsBar.tsx';
import { DoneImport } from './DoneImport.tsx';
import { Headings } from './Headings.tsx';
import { MarkedWorkbook } from './MarkedWorkbook.tsx';
import { ProblemGroups } from './ProblemGroups.tsx';

/** The result of the check: counts, columns, problems by cause; then the commit or its result. */
export function CheckReport({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('importing');
  const mayUse = useMay('importing.use');
  const { counts, state, failure } = view;
  const textOf = useRefusalTexts(failure === null ? [] : [failure.code]);
  if (counts === null) return <p>{t('pages.page.cancelled')}</p>;
  const hasProblems = counts.rejected > 0 || counts.warned > 0;
  const isOpen = state === 'checked';
  const same = counts.read > 0 && counts.unchanged === counts.read;
  const verdict =
    counts.read === 0
      ? t('pages.report.noRows')
      : same
        ? `${t('pages.report.nothing')}${isOpen ? t('pages.report.nothingText') : ''}`
        : counts.rejected === 0
          ? t('pages.report.allGood')
          : null;
  return (
    <>
      {isOpen && failure !== null && <NoticeLine>{textOf(failure.code, failure.facts)}</NoticeLine>}
      {state === 'committed' && <DoneImport counts={counts} />}
      {state === 'cancelled' && <NoticeLine tone="quiet">{t('pages.page.cancelled')}</NoticeLine>}
      <section className="sheet">
        <h2>{t('pages.report.title')}</h2>
        <CountsBar counts={counts} />
        {verdict !== null && isOpen && <p className={counts.read === 0 ? 'import-bad' : 'import-good'}>{verdict}</p>}
        {counts.withCase > 0 && <p className="import-warn">{t('pages.count.withCase', { count: counts.withCase })}</p>}
        {counts.warned > 0 && <p className="import-soft">{t('pages.count.warned', { count: counts.warned })}</p>}
        {view.headings !== null && <Headings headings={view.headings} />}
        {hasProblems && <MarkedWorkbook importId={view.id} fileName={view.fileName} />}
      </section>
      {hasProblems && <ProblemGroups view={view} canFix={isOpen && mayUse} />}
      {isOpen && <CommitBar view={view} counts={counts} mayUse={mayUse} />}
    </>
  );
}
