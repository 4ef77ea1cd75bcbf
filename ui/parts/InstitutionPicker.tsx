import type { Route } from '@xueqian/kernel/route.ts';
import { useTranslation } from 'react-i18next';
import { SearchPicker } from './SearchPicker.tsx';

export type FoundInstitution = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly countyName: string;
};

type Props = {
  /** The contract that searches: institutions.search-institutions. */
  readonly search: Route;
  readonly value: FoundInstitution | null;
  readonly onChange: (institution: FoundInstitution | null) => void;
  readonly label: string;
  readonly id?: string;
};

/** Chooses an institution of my scope; searches on the server by a part of the name or the beginning of the code. */
export function InstitutionPicker({ search, value, onChange, label, id }: Props) {
  const { t } = useTranslation('ui');
  const optionOf = (one: FoundInstitution) => ({
    value: String(one.id),
    label: `${one.name}  ${one.code}  ${one.countyName}`,
  });
  return (
    <SearchPicker<FoundInstitution>
      search={search}
      inputOf={(text) => ({ text })}
      optionOf={optionOf}
      chosen={value === null ? null : optionOf(value)}
      onChoose={onChange}
      label={label}
      words={{ type: t('institution.type'), searching: t('loading'), none: t('institution.none') }}
      id={id}
    />
  );
}
