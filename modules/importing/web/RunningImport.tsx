import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../contract.ts';
import { CancelImport } from './CancelImport.tsx';

/** The server is at work: how far it is, and that the page may be closed. */
export function RunningImport({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation('importing');
  const { done, total } = view.progress;
  const title =
    view.state === 'waiting' ? 'waitingTitle' : view.state === 'checking' ? 'checkingTitle' : 'committingTitle';
  return (
    <section className="sheet import-running" aria-live="polite">
      <h2>{t(`pages.page.${title}`)}</h2>
      <Progress
        percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
        status="active"
        aria-label={t(`pages.page.${title}`)}
      />
      <p className="figure">
        {total === 0 ? t('pages.page.progressUnknown') : t('pages.page.progress', { done, total })}
      </p>
      <p className="import-soft">{t('pages.page.mayClose')}</p>
      {view.state !== 'committing' && <CancelImport importId={view.id} />}
    </section>
  );
}
