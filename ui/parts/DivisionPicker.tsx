import type { Route } from '@xueqian/kernel/route.ts';
import { useTranslation } from 'react-i18next';
import { SearchPicker } from './SearchPicker.tsx';

type Found = { readonly code: string; readonly name: string; readonly fullName: string };
export type DivisionLevel = 'province' | 'prefecture' | 'county' | 'town';

type Props = {
  /** The contract that searches: jurisdictions.search-divisions. */
  readonly search: Route;
  readonly level?: DivisionLevel;
  readonly value: string | null;
  /** Name of the chosen division, when it is known before any search. */
  readonly valueName?: string;
  readonly onChange: (code: string | null, name: string | null) => void;
  readonly label: string;
  readonly id?: string;
  readonly disabled?: boolean;
};

/** Chooses a division; searches on the server by name, full name or code. */
export function DivisionPicker({ search, level, value, valueName, onChange, label, id, disabled }: Props) {
  const { t } = useTranslation('ui');
  return (
    <SearchPicker<Found>
      search={search}
      inputOf={(text) => ({ text, ...(level === undefined ? {} : { level }) })}
      optionOf={(division) => ({ value: division.code, label: division.fullName })}
      chosen={value === null ? null : { value, label: valueName ?? value }}
      onChoose={(division) => onChange(division?.code ?? null, division?.fullName ?? null)}
      label={label}
      words={{ type: t('division.type'), searching: t('loading'), none: t('division.none') }}
      id={id}
      disabled={disabled ?? false}
    />
  );
}
