import { useQuery } from '@tanstack/react-query';
import type { Route } from '@xueqian/kernel/route.ts';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CallInput, callRoute } from '../api.ts';

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
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(later);
  }, [typed]);
  const found = useQuery({
    queryKey: [search.id, { text: asked, level }],
    queryFn: ({ signal }) =>
      callRoute(
        search,
        { text: asked, ...(level === undefined ? {} : { level }) } as CallInput<Route>,
        signal,
      ) as Promise<Found[]>,
    enabled: asked !== '',
    staleTime: 600_000,
  });
  const options = (asked === '' ? [] : (found.data ?? [])).map((division) => ({
    value: division.code,
    label: division.fullName,
  }));
  if (value !== null && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: valueName ?? value });
  }
  return (
    <Select
      id={id}
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 240 }}
      allowClear
      disabled={disabled ?? false}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value}
      options={options}
      loading={found.isFetching}
      notFoundContent={asked === '' ? t('division.type') : found.isFetching ? t('loading') : t('division.none')}
      onChange={(code: string | undefined) => {
        const name = options.find((option) => option.value === code)?.label ?? null;
        onChange(code ?? null, name);
        setTyped('');
      }}
    />
  );
}
