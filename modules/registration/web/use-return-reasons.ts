import { useTranslation } from 'react-i18next';

/** Reasons that are often given when a child's file goes back. */
export const useReturnReasons = (): readonly string[] => {
  const { t } = useTranslation('registration');
  return ['identity', 'name', 'class', 'guardian', 'place'].map((reason) => t(`review.reasons.${reason}`));
};
