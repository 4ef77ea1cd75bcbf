import { ReasonDialog } from '@xueqian/ui/parts/ReasonDialog.tsx';
import { useTranslation } from 'react-i18next';
import { useReturnReasons } from './use-return-reasons.ts';
import type { Selected, useReview } from './use-review.ts';
import { useReviewStage } from './use-review-stage.ts';

type Props = {
  readonly review: ReturnType<typeof useReview>;
  readonly selected: Selected;
  /** Whom it is about, in words. */
  readonly who: string;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** Asks why the chosen children go back, with the usual reasons at hand. */
export function ReturnDialog({ review, selected, who, open, onClose }: Props) {
  const { t } = useTranslation('registration');
  const reasons = useReturnReasons();
  const { word } = useReviewStage();
  return (
    <ReasonDialog
      isRead
      open={open}
      title={t('review.returnTitle', { who })}
      hint={word('returnHint')}
      suggestions={reasons}
      confirmWord={t('review.return')}
      isPending={review.isPending}
      problem={review.problem}
      onSubmit={(reason) => review.giveBack(selected, reason)}
      onClose={() => {
        onClose();
        review.clear();
      }}
    />
  );
}
