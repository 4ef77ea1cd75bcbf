import type { ReactNode } from 'react';
import { SmallIcon } from './SmallIcon.tsx';
import './notice-line.css';

/** Something that must be known before the page is used. */
export function NoticeLine({ children }: { readonly children: ReactNode }) {
  return (
    <div className="notice-line" role="note">
      <SmallIcon name="alert" size={16} />
      <p>{children}</p>
    </div>
  );
}
