import { formatInstant } from '@xueqian/ui/format.ts';
import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { EmptyState } from '@xueqian/ui/parts/EmptyState.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { LoadingState } from '@xueqian/ui/parts/LoadingState.tsx';
import { PageHeader } from '@xueqian/ui/parts/PageHeader.tsx';
import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { SectionStateTag } from '@xueqian/ui/parts/StateTag.tsx';
import { paths } from '@xueqian/ui/paths.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useGo, usePathNumber } from '@xueqian/ui/use-address.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTitle } from '@xueqian/ui/use-title.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readInstitution, reviewBasic } from '../contract.ts';
import { changedFields, SectionDifference } from './SectionDifference.tsx';
import './institutions.css';

/** What an institution submitted, beside what is in force: approve or return. */
export function BasicReviewPage() {
  const { t } = useTranslation(['institutions', 'ui']);
  const { message } = App.useApp();
  const go = useGo();
  const institutionId = usePathNumber('institutionId');
  const [asksReason, setAsksReason] = useState(false);
  const read = useRead(readInstitution, { institutionId });
  const review = useAct(reviewBasic, {
    onDone: ({ state }) => {
      void message.success(t(state === 'approved' ? 'review.approved' : 'review.returned'));
      go(paths.basicReviews);
    },
  });
  useTitle(read.data?.institution.name ?? t('ui:pages.basic-review'));
  if (read.error !== null) return <ErrorState problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.isPending) return <LoadingState lines={10} />;
  const { institution, inForce, newest, may } = read.data;
  const header = (
    <PageHeader
      title={institution.name}
      back={{ to: paths.basicReviews, word: t('ui:pages.basic-reviews') }}
      aside={<SectionStateTag state={institution.basicState} />}
      note={
        newest?.submittedAt == null
          ? undefined
          : t('review.submitted', { person: newest.submittedBy ?? '—', at: formatInstant(newest.submittedAt) })
      }
    />
  );
  if (newest === null || newest.state !== 'submitted') {
    return (
      <>
        {header}
        <div className="sheet">
          <EmptyState title={t('review.nothing.title')} hint={t('review.nothing.hint')} />
        </div>
      </>
    );
  }
  const changes = inForce === null ? 0 : changedFields(inForce.fields, newest.fields).length;
  const decide = (decision: 'approve' | 'return', reason: string | null) =>
    review.mutate({ institutionId, version: newest.version, decision, reason });
  return (
    <>
      {header}
      <div className="sheet flush">
        <SectionDifference before={inForce?.fields ?? null} after={newest.fields} />
        {may.review && (
          <div className="decision-bar">
            <span>{inForce === null ? t('review.first') : t('review.changes', { n: changes })}</span>
            <Button danger disabled={review.isPending} onClick={() => setAsksReason(true)}>
              {t('review.return')}
            </Button>
            <ConfirmButton
              type="primary"
              word={t('review.approve')}
              question={t('review.approveQuestion')}
              detail={t('review.approveDetail')}
              isPending={review.isPending}
              onConfirm={() => decide('approve', null)}
            />
          </div>
        )}
      </div>
      {review.error !== null && !asksReason && <ErrorState problem={review.error} small />}
      <ReasonDialog
        open={asksReason}
        title={t('review.returnTitle')}
        hint={t('review.returnHint')}
        suggestions={['licence', 'name', 'address', 'places', 'credit'].map((reason) => t(`review.reasons.${reason}`))}
        confirmWord={t('review.return')}
        isPending={review.isPending}
        problem={review.error}
        onSubmit={(reason) => decide('return', reason)}
        onClose={() => {
          setAsksReason(false);
          review.reset();
        }}
      />
    </>
  );
}
