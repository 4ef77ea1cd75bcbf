import { downloadFile } from '@xueqian/ui/api.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { SheetTabs } from '@xueqian/ui/parts/SheetTabs.tsx';
import type { Problem } from '@xueqian/ui/problem.ts';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FlowTable, tables, workbookPath } from '../contract.ts';
import { MatrixView } from './MatrixView.tsx';
import { MovedView } from './MovedView.tsx';
import { PeriodChoice, usePeriod } from './PeriodChoice.tsx';
import { PresentView } from './PresentView.tsx';
import './flows.css';

/** Flows of children: who is here, who went, who came, and from where to where; of my place and down from it. */
export function FlowsPage() {
  const { t } = useTranslation('flows');
  const { query, setQuery } = useAddress();
  const session = useSession();
  const [period] = usePeriod();
  const [failed, setFailed] = useState<Problem | null>(null);
  const [isFetching, setFetching] = useState(false);
  const view: FlowTable = tables.find((each) => each === query['view']) ?? 'present';
  const division = query['division'];

  const download = () => {
    const nation = session.level === 'ministry' ? '000000' : session.divisionCode;
    setFetching(true);
    setFailed(null);
    downloadFile(workbookPath(view, division ?? nation, period), `${t(`tabs.${view}`)}.xlsx`)
      .catch((problem: Problem) => setFailed(problem))
      .finally(() => setFetching(false));
  };

  return (
    <>
      <PageHeader
        title={<span className="not-printed">{t('title')}</span>}
        note={<span className="not-printed">{t('note')}</span>}
        actions={
          <>
            <Button onClick={() => window.print()}>{t('print')}</Button>
            <Button type="primary" loading={isFetching} onClick={download}>
              {t('download')}
            </Button>
          </>
        }
      />
      {failed !== null && <ErrorState problem={failed} small onRetry={download} />}
      <div className="flows-tabs not-printed">
        <SheetTabs
          label={t('view')}
          value={view}
          onChange={(chosen) => setQuery({ view: chosen === 'present' ? null : chosen }, { replace: true })}
          choices={tables.map((value) => ({ value, word: t(`tabs.${value}`) }))}
        />
      </div>
      {view !== 'present' && (
        <div className="toolbar">
          <PeriodChoice />
        </div>
      )}
      {view === 'present' && <PresentView division={division} />}
      {(view === 'gone' || view === 'came') && <MovedView key={view} side={view} division={division} />}
      {view === 'matrix' && <MatrixView division={division} />}
    </>
  );
}
