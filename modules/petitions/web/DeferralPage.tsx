import { formatDate } from '@xueqian/ui/format.ts';
import { GoLink } from '@xueqian/ui/parts/GoLink.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { PendingPage } from '@xueqian/ui/parts/PendingPage.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useRefusalTexts } from '@xueqian/ui/use-refusal-text.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForDeferral, askToEndDeferral, readDeferral } from '../contract.ts';
import './petitions.css';

/** Whether a child's school entry may be deferred, by whose word; where the petition begins. */
export function DeferralPage() {
  const { t } = useTranslation('petitions');
  const go = useGo();
  const childId = usePathNumber('childId');
  const read = useRead(readDeferral, { childId });
  const [asks, setAsks] = useState<'begin' | 'end' | null>(null);
  const [requestId] = useState(() => crypto.randomUUID());
  const onDone = ({ petitionId }: { readonly petitionId: number }) => go(paths.petition(petitionId));
  const begin = useAct(askForDeferral, { onDone });
  const end = useAct(askToEndDeferral, { onDone });
  const view = read.data;
  const textOf = useRefusalTexts(view?.obstacle ? [view.obstacle] : []);
  if (view === undefined)
    return (
      <PendingPage
        title={t('deferral.title')}
        back={{ to: paths.childOf(childId), word: t('deferral.back') }}
        read={read}
        lines={5}
      />
    );
  const { childName, entryYear, deferredFor, obstacle, petitionId } = view;
  const act = asks === 'end' ? end : begin;
  return (
    <>
      <PageHeader
        title={t('deferral.titleOf', { name: childName })}
        back={{ to: paths.childOf(childId), word: t('deferral.back') }}
        note={t('deferral.note')}
      />
      {deferredFor !== null && (
        <NoticeLine tone="quiet">{t('deferral.inForce', { year: deferredFor, next: deferredFor + 1 })}</NoticeLine>
      )}
      {petitionId !== null && (
        <NoticeLine tone="warn">
          {t('deferral.open')} <GoLink to={paths.petition(petitionId)}>{t('lost.open')}</GoLink>
        </NoticeLine>
      )}
      {obstacle !== null && deferredFor !== entryYear && (
        <NoticeLine tone="warn">{textOf(obstacle, { year: entryYear })}</NoticeLine>
      )}
      <section className="sheet petition-part">
        <dl className="petition-facts">
          <dt>{t('columns.birthOn')}</dt>
          <dd className="figure">{formatDate(view.birthOn)}</dd>
          <dt>{t('deferral.class')}</dt>
          <dd>{view.className}</dd>
          <dt>{t('deferral.year')}</dt>
          <dd>{t('deferral.yearOf', { year: entryYear, next: entryYear + 1 })}</dd>
          <dt>{t('deferral.approves')}</dt>
          <dd>
            {t(`deferral.by.${view.approvedBy}`)} <span className="soft">{view.article}</span>
          </dd>
        </dl>
        {petitionId === null && (
          <div className="petition-buttons">
            {obstacle === null && (
              <Button type="primary" onClick={() => setAsks('begin')}>
                {t('deferral.ask')}
              </Button>
            )}
            {deferredFor !== null && <Button onClick={() => setAsks('end')}>{t('deferral.end')}</Button>}
          </div>
        )}
      </section>
      {asks !== null && (
        <ReasonDialog
          open
          title={t(`deferral.${asks}Title`, { name: childName })}
          hint={t(`deferral.${asks}Hint`)}
          suggestions={[t(`deferral.why.${asks}`)]}
          confirmWord={t('lost.draw')}
          isPending={act.isPending}
          problem={act.error}
          onSubmit={(reason) => act.mutate({ childId, requestId, reason })}
          onClose={() => {
            setAsks(null);
            act.reset();
          }}
        />
      )}
    </>
  );
}
