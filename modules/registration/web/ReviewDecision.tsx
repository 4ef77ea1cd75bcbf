import { ConfirmButton } from '@xueqian/ui/parts/ConfirmButton.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReturnDialog } from './ReturnDialog.tsx';
import { ReviewResult } from './ReviewResult.tsx';
import { type Selected, useReview } from './use-review.ts';
import { useReviewStage } from './use-review-stage.ts';
import './review.css';

type Props = {
  readonly child: { readonly id: number; readonly name: string; readonly institutionId: number };
  /** It waits for me; once decided only what came of it is shown. */
  readonly waiting: boolean;
  readonly onDone: () => void;
};

/** The county's decision on one child, or its town's. */
export function ReviewDecision({ child, waiting, onDone }: Props) {
  const { t } = useTranslation('registration');
  const [asksReason, setAsksReason] = useState(false);
  const { word } = useReviewStage();
  const review = useReview(() => setAsksReason(false));
  const selected: Selected = { institutionId: child.institutionId, classId: null, childIds: [child.id] };
  const result = (
    <ReviewResult
      done={review.done}
      onClose={() => {
        review.clear();
        onDone();
      }}
    />
  );
  if (!waiting) return result;
  return (
    <div className="one-decision">
      {review.problem !== null && !asksReason && <ErrorState problem={review.problem} small />}
      <Button danger disabled={review.isPending} onClick={() => setAsksReason(true)}>
        {t('review.return')}
      </Button>
      <ConfirmButton
        type="primary"
        word={word('approve')}
        question={word('approveQuestion', { who: child.name })}
        detail={word('approveDetail')}
        isPending={review.isPending}
        onConfirm={() => review.approve(selected)}
      />
      <ReturnDialog
        review={review}
        selected={selected}
        who={child.name}
        open={asksReason}
        onClose={() => setAsksReason(false)}
      />
      {result}
    </div>
  );
}
