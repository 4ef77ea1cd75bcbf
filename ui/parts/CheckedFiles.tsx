import type { ReactNode } from 'react';
import { UploadButton } from './UploadButton.tsx';
import './checked-file.css';

type Props = {
  readonly title: string;
  readonly note: string;
  /** For those who may send a file in. */
  readonly upload: { readonly word: string; readonly to: string; readonly accept: string } | null;
  readonly onAdded: () => void;
  /** What is said while there is none. */
  readonly none: string;
  /** A CheckedFile for each, newest first. */
  readonly children: readonly ReactNode[];
};

/** The files that were sent in to a record, and the way to send another: each is looked through before anything changes. */
export function CheckedFiles({ title, note, upload, onAdded, none, children }: Props) {
  return (
    <section className="sheet checked-part">
      <h2>{title}</h2>
      <p className="soft">{note}</p>
      {upload !== null && <UploadButton {...upload} onAdded={onAdded} />}
      {children.length === 0 && <p className="soft">{none}</p>}
      <ol className="checked-files">{children}</ol>
    </section>
  );
}
