import type { IconName } from '@xueqian/ui/parts/SmallIcon.tsx';
import { Tag, type Tone } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { answerStates, batchStates } from '../contract.ts';
import type { ProblemState } from '../problem.ts';

type Look = { readonly tone: Tone; readonly icon: IconName };
const batchLooks = {
  making: { tone: 'calm', icon: 'clock' },
  ready: { tone: 'good', icon: 'check' },
  empty: { tone: 'quiet', icon: 'dash' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<(typeof batchStates)[number], Look>;
const answerLooks = {
  checking: { tone: 'calm', icon: 'clock' },
  checked: { tone: 'warn', icon: 'pencil' },
  applying: { tone: 'calm', icon: 'clock' },
  applied: { tone: 'good', icon: 'check' },
  failed: { tone: 'bad', icon: 'alert' },
} as const satisfies Record<(typeof answerStates)[number], Look>;
const problemLooks = {
  open: { tone: 'bad', icon: 'alert' },
  changed: { tone: 'calm', icon: 'clock' },
  evidence: { tone: 'calm', icon: 'form' },
} as const satisfies Record<ProblemState, Look>;

export function BatchTag({ state }: { readonly state: keyof typeof batchLooks }) {
  const { t } = useTranslation('verification');
  return <Tag {...batchLooks[state]} word={t(`batchStates.${state}`)} />;
}

export function AnswerTag({ state }: { readonly state: keyof typeof answerLooks }) {
  const { t } = useTranslation('verification');
  return <Tag {...answerLooks[state]} word={t(`answerStates.${state}`)} />;
}

export function ProblemTag({ state }: { readonly state: ProblemState }) {
  const { t } = useTranslation('verification');
  return <Tag {...problemLooks[state]} word={t(`problemStates.${state}`)} />;
}
