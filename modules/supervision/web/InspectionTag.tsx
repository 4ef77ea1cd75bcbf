import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { Choice, InspectionState } from '../inspection.ts';

const states = {
  planned: { tone: 'quiet', icon: 'clock' },
  draft: { tone: 'warn', icon: 'pencil' },
  'handed-over': { tone: 'calm', icon: 'clock' },
  closed: { tone: 'good', icon: 'check' },
  dropped: { tone: 'quiet', icon: 'cross' },
} as const satisfies Record<InspectionState, unknown>;
const answers = {
  met: { tone: 'good', icon: 'check' },
  partly: { tone: 'warn', icon: 'alert' },
  unmet: { tone: 'bad', icon: 'cross' },
  'not-looked': { tone: 'quiet', icon: 'dash' },
} as const satisfies Record<Choice, unknown>;

/** Where an inspection stands. */
export function InspectionTag({ state }: { readonly state: InspectionState }) {
  const { t } = useTranslation('supervision');
  return <Tag {...states[state]} word={t(`inspection.states.${state}`)} />;
}

/** What is said of an item. */
export function ChoiceTag({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation('supervision');
  return <Tag {...answers[choice]} word={t(`inspection.choices.${choice}`)} />;
}
