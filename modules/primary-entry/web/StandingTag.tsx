import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { answerStates, listStates } from '../contract.ts';
import type { Standing } from '../standing.ts';

type Look = { readonly tone: Tone; readonly icon: IconName };
const standingLooks = {
  'not-listed': { tone: 'warn', icon: 'dash' },
  waiting: { tone: 'calm', icon: 'clock' },
  'not-found': { tone: 'bad', icon: 'alert' },
  differs: { tone: 'bad', icon: 'pencil' },
  accepted: { tone: 'good', icon: 'check' },
} as const satisfies Record<Standing, Look>;
const listLooks = {
  making: { tone: 'calm', icon: 'clock' },
  ready: { tone: 'good', icon: 'check' },
  empty: { tone: 'quiet', icon: 'dash' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<(typeof listStates)[number], Look>;
const answerLooks = {
  checked: { tone: 'warn', icon: 'pencil' },
  applying: { tone: 'calm', icon: 'clock' },
  applied: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<(typeof answerStates)[number], Look>;

/** Where a graduate stands. */
export function StandingTag({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('primary-entry');
  return <Tag {...standingLooks[standing]} word={t(`standings.${standing}`)} />;
}

export function ListTag({ state }: { readonly state: keyof typeof listLooks }) {
  const { t } = useTranslation('primary-entry');
  return <Tag {...listLooks[state]} word={t(`listStates.${state}`)} />;
}

export function AnswerTag({ state }: { readonly state: keyof typeof answerLooks }) {
  const { t } = useTranslation('primary-entry');
  return <Tag {...answerLooks[state]} word={t(`answerStates.${state}`)} />;
}
