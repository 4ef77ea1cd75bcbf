import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { AnnualResult } from '../annual-review.ts';

const looks = {
  qualified: { tone: 'good', icon: 'check' },
  'basically-qualified': { tone: 'warn', icon: 'alert' },
  unqualified: { tone: 'bad', icon: 'cross' },
} as const satisfies Record<AnnualResult, unknown>;

/** A result of a year. */
export function AnnualTag({ result }: { readonly result: AnnualResult }) {
  const { t } = useTranslation('supervision');
  return <Tag {...looks[result]} word={t(`annual.results.${result}`)} />;
}
