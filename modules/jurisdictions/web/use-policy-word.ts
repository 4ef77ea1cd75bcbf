import { useTranslation } from 'react-i18next';

export type PolicyWordOf = {
  readonly key: string;
  readonly value: string | number | boolean | null;
  readonly unit: string | null;
};

/** A value of the policy pack as a person reads it. */
export const usePolicyWord = (): ((row: PolicyWordOf) => string) => {
  const { t } = useTranslation(['jurisdictions', 'ui']);
  return ({ key, value, unit }) => {
    if (value === null) return t('policy.notStated');
    if (typeof value === 'boolean') return t(value ? 'ui:yes' : 'ui:no');
    if (unit !== null) return value === 0 ? t('policy.atOnce') : t(`policy.units.${unit}`, { count: Number(value) });
    if (key.endsWith('Month')) return t('policy.month', { n: value });
    if (key === 'monthlyUpdateDay') return t('policy.day', { n: value });
    if (key === 'levels') return t('policy.levels', { count: Number(value) });
    return t(`policy.words.${value}`, String(value));
  };
};
