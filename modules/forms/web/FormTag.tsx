import { Tag } from '@xueqian/ui/parts/StateTag.tsx';
import { useTranslation } from 'react-i18next';
import type { AnswerState } from '../answer.ts';
import type { FormState } from '../form.ts';

const formLooks = {
  draft: { tone: 'quiet', icon: 'pencil' },
  open: { tone: 'calm', icon: 'clock' },
  closed: { tone: 'quiet', icon: 'check' },
} as const;

/** Where a form stands. */
export function FormTag({ state }: { readonly state: FormState }) {
  const { t } = useTranslation('forms');
  return <Tag {...formLooks[state]} word={t(`formStates.${state}`)} />;
}

const answerLooks = {
  missing: { tone: 'quiet', icon: 'pencil' },
  draft: { tone: 'warn', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  returned: { tone: 'bad', icon: 'back' },
  accepted: { tone: 'good', icon: 'check' },
} as const;

/** Where an answer stands, and whether it is late. */
export function AnswerTag({ state, isLate }: { readonly state: AnswerState | null; readonly isLate: boolean }) {
  const { t } = useTranslation('forms');
  const shown = state ?? 'missing';
  return (
    <span className="answer-tags">
      <Tag {...answerLooks[shown]} word={t(`states.${shown}`)} />
      {isLate && <Tag tone="bad" icon="alert" word={t('states.late')} />}
    </span>
  );
}
