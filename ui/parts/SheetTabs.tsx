import './sheet-tabs.css';

type Props<T extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly word: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** A second row under other tabs. */
  readonly small?: boolean;
};

/** Ways to look at the list of a sheet, one of them chosen; which one stands in the address. */
export function SheetTabs<T extends string>({ label, choices, value, onChange, small = false }: Props<T>) {
  return (
    <div className={small ? 'sheet-tabs small' : 'sheet-tabs'} role="toolbar" aria-label={label}>
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
