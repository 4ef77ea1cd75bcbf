import { useTranslation } from 'react-i18next';

type Props = {
  readonly lines: readonly { readonly key: string; readonly name: string }[];
  readonly onRemove: (key: string) => void;
};

/** What was chosen so far, each with a way to take it out again. */
export function ChosenLines({ lines, onRemove }: Props) {
  const { t } = useTranslation('jurisdictions');
  if (lines.length === 0) return null;
  return (
    <ul className="chosen-lines">
      {lines.map(({ key, name }) => (
        <li key={key}>
          {name}
          <button type="button" aria-label={t('change.remove', { name })} onClick={() => onRemove(key)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
