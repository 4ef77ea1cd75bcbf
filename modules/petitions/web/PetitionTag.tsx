import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { PetitionState } from '../petition.ts';

const looks = {
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  confirmed: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  approved: { tone: 'good', icon: 'check' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<PetitionState, { tone: Tone; icon: IconName }>;

/** The state of a petition. */
export function PetitionTag({ state }: { readonly state: PetitionState }) {
  const { t } = useTranslation('petitions');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
