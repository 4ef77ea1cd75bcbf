import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { AlterationState } from '../alteration.ts';

const looks = {
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  confirmed: { tone: 'calm', icon: 'clock' },
  released: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  approved: { tone: 'good', icon: 'clock' },
  'carried-out': { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<AlterationState, { tone: Tone; icon: IconName }>;

/** The state of an alteration. */
export function AlterationTag({ state }: { readonly state: AlterationState }) {
  const { t } = useTranslation('alterations');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
