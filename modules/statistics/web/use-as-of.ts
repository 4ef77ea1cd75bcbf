import { partsOf } from '@xueqian/ui/format.ts';
import { useTranslation } from 'react-i18next';

/** The instant of a table as a notice prints it, without leading zeros in month and day. */
export const useAsOf = (): ((at: string) => string) => {
  const { t } = useTranslation('statistics');
  return (at) => {
    const { year, month, day, hour, minute } = partsOf(at);
    return t('annex2.instant', { year, month: Number(month), day: Number(day), hour, minute });
  };
};
