import type { InputHTMLAttributes, RefObject } from 'react';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null> | undefined;
};

/** A line to be filled in, required, with its name above it; light enough for the sign-in page. */
export function Field({ label, onText, inputRef, ...input }: Props) {
  return (
    <label>
      <span>{label}</span>
      <input ref={inputRef} required onChange={(event) => onText(event.target.value)} {...input} />
    </label>
  );
}
