import { useTranslation } from 'react-i18next';
import { type IconName, SmallIcon } from './SmallIcon.tsx';
import './state-tag.css';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'quiet';

const childLooks = {
  entered: { tone: 'warn', icon: 'pencil' },
  returned: { tone: 'bad', icon: 'back' },
  confirmed: { tone: 'calm', icon: 'clock' },
  problem: { tone: 'bad', icon: 'alert' },
  numbered: { tone: 'good', icon: 'check' },
  deleted: { tone: 'quiet', icon: 'cross' },
  suspended: { tone: 'warn', icon: 'clock' },
  left: { tone: 'quiet', icon: 'back' },
  graduated: { tone: 'calm', icon: 'check' },
  'in-primary': { tone: 'calm', icon: 'check' },
  cancelled: { tone: 'quiet', icon: 'cross' },
  merged: { tone: 'quiet', icon: 'dash' },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>;

const sectionLooks = {
  empty: { tone: 'quiet', icon: 'dash' },
  draft: { tone: 'warn', icon: 'pencil' },
  entered: { tone: 'warn', icon: 'clock' },
  submitted: { tone: 'calm', icon: 'clock' },
  approved: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>;

type TagProps = { readonly tone: Tone; readonly icon: IconName; readonly word: string };

/** Colour, icon and word together: none of them alone carries the meaning. */
export function Tag({ tone, icon, word }: TagProps) {
  return (
    <span className={`state-tag ${tone}`}>
      <SmallIcon name={icon} />
      {word}
    </span>
  );
}

type ChildStateProps = {
  readonly state: keyof typeof childLooks;
  /** Who acts next: a confirmed file may be before the town first. */
  readonly next?: string;
};

/** The state of a child's registration. */
export function ChildStateTag({ state, next }: ChildStateProps) {
  const { t } = useTranslation('ui');
  return <Tag {...childLooks[state]} word={t(next === 'town' ? 'childStates.atTown' : `childStates.${state}`)} />;
}

/** The state of an institution's basic section. */
export function SectionStateTag({ state }: { readonly state: keyof typeof sectionLooks }) {
  const { t } = useTranslation('ui');
  return <Tag {...sectionLooks[state]} word={t(`sectionStates.${state}`)} />;
}
