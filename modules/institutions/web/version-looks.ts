import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import type { Tone } from '@xueqian/ui/parts/StateTag.tsx';
import type { VersionState } from '../section.ts';

/** Colour and icon of each state; the word stands in messages under `section.states`. */
export const versionLooks = {
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'person' },
  confirmed: { tone: 'calm', icon: 'clock' },
  approved: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
} as const satisfies Record<VersionState, { tone: Tone; icon: IconName }>;
