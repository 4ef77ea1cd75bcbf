import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import type { Tone } from '@xueqian/ui/parts/StateTag.tsx';
import type { ImportView } from '../contract.ts';

export type ImportState = ImportView['state'];

export const importLooks = {
  waiting: { tone: 'calm', icon: 'clock' },
  checking: { tone: 'calm', icon: 'clock' },
  checked: { tone: 'warn', icon: 'pencil' },
  committing: { tone: 'calm', icon: 'clock' },
  committed: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
  cancelled: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<ImportState, { tone: Tone; icon: IconName }>;

export const isRunning = (state: ImportState): boolean =>
  state === 'waiting' || state === 'checking' || state === 'committing';
