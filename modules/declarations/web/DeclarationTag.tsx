import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { DeclarationState } from '../declaration.ts';

const looks = {
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  confirmed: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  accepted: { tone: 'good', icon: 'check' },
  acknowledged: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<DeclarationState, { tone: Tone; icon: IconName }>;

/** The state of a declaration. */
export function DeclarationTag({ state }: { readonly state: DeclarationState }) {
  const { t } = useTranslation('declarations');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
