import type { ComponentProps } from 'react';
import { PageHeader } from './PageHeader.tsx';
import { ReadState } from './ReadState.tsx';

type Props = Pick<ComponentProps<typeof PageHeader>, 'title' | 'back'> &
  Pick<ComponentProps<typeof ReadState>, 'read' | 'lines'>;

/** A page whose record has not come yet, or could not be read: its title, the way back, and why. */
export function PendingPage({ title, back, read, lines }: Props) {
  return (
    <>
      <PageHeader title={title} {...(back === undefined ? {} : { back })} />
      <div className="sheet">
        <ReadState read={read} {...(lines === undefined ? {} : { lines })} />
      </div>
    </>
  );
}
