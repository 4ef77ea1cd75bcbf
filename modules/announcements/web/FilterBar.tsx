type Props<T extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly word: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** A few ways to look at a list, one of them chosen. */
export function FilterBar<T extends string>({ label, choices, value, onChange }: Props<T>) {
  return (
    <div className="announcement-filter" role="toolbar" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.word}
        </button>
      ))}
    </div>
  );
}
