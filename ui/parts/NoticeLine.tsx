import type { ReactNode } from 'react';
import { type IconName, SmallIcon } from './SmallIcon.tsx';
import './notice-line.css';

type Props = {
  readonly children: ReactNode;
  readonly tone?: 'warn' | 'bad' | 'quiet';
  readonly icon?: IconName;
  /** How it is read out: a note with the page, or at once because something has just happened. */
  readonly role?: 'note' | 'status' | 'alert';
};

/** Something that must be known before the page is used, or what has just been found out. */
export function NoticeLine({ children, tone = 'warn', icon = 'alert', role = 'note' }: Props) {
  return (
    <div className={`notice-line ${tone}`} role={role}>
      <SmallIcon name={icon} size={16} />
      <p>{children}</p>
    </div>
  );
}
