import { useEffect, useRef } from 'react';

type Props = {
  readonly label: string;
  readonly checked: boolean;
  readonly partly?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** A check box that only those who hear the page need a name for. */
export function SelectBox({ label, checked, partly = false, disabled = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <label className="select-box">
      <span className="only-heard">{label}</span>
      <input
        ref={box}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
