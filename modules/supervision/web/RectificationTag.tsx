import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { RectificationState } from '../rectification.ts';

const looks = {
  issued: { tone: 'warn', icon: 'pencil' },
  answered: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  accepted: { tone: 'good', icon: 'check' },
} as const;

/** Where a notice stands; overdue says more than its state. */
export function RectificationTag({
  state,
  isOverdue,
}: {
  readonly state: RectificationState;
  readonly isOverdue: boolean;
}) {
  const { t } = useTranslation('supervision');
  if (isOverdue) return <Tag tone="bad" icon="alert" word={t('rectification.overdue')} />;
  return <Tag {...looks[state]} word={t(`rectification.states.${state}`)} />;
}
