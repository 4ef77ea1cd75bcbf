import { hasDistrictsOnly } from '@xueqian/kernel/municipality.ts';
import { useTranslation } from 'react-i18next';

/** What the rows of a table are called; a municipality has districts where others have prefectures. */
export const useStepWord = (): ((step: string, division: string) => string) => {
  const { t } = useTranslation('flows');
  return (step, division) =>
    t(`steps.${(step === 'prefecture' || step === 'county') && hasDistrictsOnly(division) ? 'district' : step}`);
};
