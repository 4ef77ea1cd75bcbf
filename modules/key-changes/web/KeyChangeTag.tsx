import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { KeyChangeState } from '../key-change.ts';

const looks = {
  draft: { tone: 'quiet', icon: 'clock' },
  submitted: { tone: 'warn', icon: 'clock' },
  verified: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  completed: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<KeyChangeState, object>;

export function KeyChangeTag({ state }: { readonly state: KeyChangeState }) {
  const { t } = useTranslation('key-changes');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
