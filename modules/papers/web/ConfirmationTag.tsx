import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { ConfirmationState } from '../confirmation.ts';

const looks = {
  unconfirmed: { tone: 'quiet', icon: 'dash' },
  changed: { tone: 'warn', icon: 'alert' },
  confirmed: { tone: 'good', icon: 'check' },
} as const satisfies Record<ConfirmationState, { tone: Tone; icon: IconName }>;

/** Whether a guardian has signed, and whether it still stands. */
export function ConfirmationTag({ state }: { readonly state: ConfirmationState }) {
  const { t } = useTranslation('papers');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
