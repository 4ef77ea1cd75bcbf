import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { CrossingState } from '../crossing.ts';

const looks = {
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  released: { tone: 'calm', icon: 'clock' },
  sent: { tone: 'calm', icon: 'clock' },
  gone: { tone: 'good', icon: 'check' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
  entered: { tone: 'calm', icon: 'clock' },
  accepted: { tone: 'good', icon: 'check' },
  refused: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<CrossingState, { tone: Tone; icon: IconName }>;

/** The state of a move between provinces. */
export function CrossingTag({ state }: { readonly state: CrossingState }) {
  const { t } = useTranslation('province-border');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
