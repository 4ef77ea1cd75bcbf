import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { ChangeState } from '../division-contract.ts';

const looks = {
  draft: { tone: 'warn', icon: 'pencil' },
  applied: { tone: 'calm', icon: 'clock' },
  planned: { tone: 'calm', icon: 'clock' },
  running: { tone: 'calm', icon: 'arrow' },
  'carried-out': { tone: 'good', icon: 'check' },
  rejected: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'back' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<ChangeState, { tone: Tone; icon: IconName }>;

/** How far a change of the tree has come. */
export function ChangeStateTag({ state }: { readonly state: ChangeState }) {
  const { t } = useTranslation('jurisdictions');
  return <Tag {...looks[state]} word={t(`change.states.${state}`)} />;
}
