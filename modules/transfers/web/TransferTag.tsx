import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { TransferState } from '../transfer.ts';

const looks = {
  asked: { tone: 'warn', icon: 'clock' },
  released: { tone: 'calm', icon: 'clock' },
  accepted: { tone: 'calm', icon: 'clock' },
  completed: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'back' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<TransferState, object>;

export function TransferTag({ state }: { readonly state: TransferState }) {
  const { t } = useTranslation('transfers');
  return <Tag {...looks[state]} word={t(`states.${state}`)} />;
}
