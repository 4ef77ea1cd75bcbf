import { useMay } from '@xueqian/ui/session.ts';
import { useTranslation } from 'react-i18next';

/** Whose review this person does: the town's first one, or the county's. */
export type ReviewStage = 'town' | 'county';

type Words = (
  key: 'approve' | 'approveQuestion' | 'approveDetail' | 'returnHint',
  facts?: Record<string, string>,
) => string;

/** The stage, and the words that differ in it. */
export const useReviewStage = (): { readonly stage: ReviewStage; readonly word: Words } => {
  const { t } = useTranslation('registration');
  const first = useMay('registration.first-review');
  return {
    stage: first ? 'town' : 'county',
    word: (key, facts) => t(first ? `review.first.${key}` : `review.${key}`, facts ?? {}),
  };
};
