import { formatInstant } from '@xueqian/ui/format.ts';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readSealing } from '../contract.ts';
import './audit.css';

/** How often the page asks anew, in milliseconds. */
const askEvery = 15_000;

/** Whether the trail is being sealed, for those who keep the system running. */
export function OperationsPage() {
  const { t } = useTranslation('audit');
  const read = useRead(readSealing, {}, { every: askEvery });
  const state = read.data;
  const line = (key: string, value: string | number) => (
    <div>
      <dt>{t(`pages.operations.${key}`)}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
  return (
    <>
      <PageHeader title={t('pages.operations.title')} note={t('pages.operations.intro')} />
      {state?.late === true && (
        <NoticeLine tone="bad" role="alert">
          {t('pages.operations.late', { minutes: state.mostMinutes })}
        </NoticeLine>
      )}
      <div className="sheet">
        {read.error !== null && state === undefined ? (
          <ErrorState problem={read.error} onRetry={() => void read.refetch()} />
        ) : state === undefined ? (
          <LoadingState lines={5} />
        ) : (
          <>
            <h2>{t('pages.operations.sealing')}</h2>
            <dl className="facts audit-facts">
              {line('state', t(state.late ? 'pages.operations.stopped' : 'pages.operations.running'))}
              {line('lastSealedAt', state.lastSealedAt === null ? t('pages.blank') : formatInstant(state.lastSealedAt))}
              {line('blocks', state.blocks)}
              {line('waiting', state.waiting)}
              {line('oldest', state.oldestWaitingAt === null ? t('pages.blank') : formatInstant(state.oldestWaitingAt))}
            </dl>
          </>
        )}
      </div>
    </>
  );
}
