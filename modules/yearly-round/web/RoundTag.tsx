import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { RoundState } from '../round.ts';

const looks = {
  proposed: { tone: 'warn', icon: 'clock' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
  running: { tone: 'calm', icon: 'clock' },
  done: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
  undone: { tone: 'quiet', icon: 'back' },
} as const satisfies Record<RoundState, { tone: Tone; icon: IconName }>;

export function RoundTag({ state }: { readonly state: RoundState }) {
  const { t } = useTranslation('yearly-round');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
