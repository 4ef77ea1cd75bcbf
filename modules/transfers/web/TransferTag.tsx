import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import { isDrawnUp, type TransferState } from '../transfer.ts';

const looks = {
  asked: { tone: 'warn', icon: 'clock' },
  released: { tone: 'calm', icon: 'clock' },
  accepted: { tone: 'calm', icon: 'clock' },
  completed: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'back' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<TransferState, object>;

type Props = { readonly transfer: { readonly state: TransferState; readonly startedBy: 'receiver' | 'sender' } };

export function TransferTag({ transfer }: Props) {
  const { t } = useTranslation('transfers');
  const { state } = transfer;
  return <Tag {...looks[state]} word={t(`states.${isDrawnUp(transfer) ? 'drawnUp' : state}`)} />;
}
