import type { Route } from '@xueqian/kernel/route.ts';
import { Select } from 'antd';
import { useState } from 'react';
import type { CallInput } from '../api.ts';
import { useDebounced } from '../use-debounced.ts';
import { useRead } from '../use-read.ts';

export type Option = { readonly value: string; readonly label: string };

type Props<T> = {
  /** The contract that searches; its answer is an array of T. */
  readonly search: Route;
  readonly inputOf: (text: string) => object;
  readonly optionOf: (found: T) => Option;
  /** Left out of the list: what was found and may not be chosen. */
  readonly isOffered?: (found: T) => boolean;
  /** What is chosen, also when the search does not show it. */
  readonly chosen: Option | null;
  readonly onChoose: (found: T | null) => void;
  /** Asks with an empty text too: a short list to begin with. */
  readonly asksAtOnce?: boolean;
  readonly label: string;
  /** Said while nothing is typed, while it is searched, and when nothing was found. */
  readonly words: { readonly type: string; readonly searching: string; readonly none: string };
  readonly id?: string | undefined;
  readonly disabled?: boolean;
};

/** Chooses one of very many: what is typed is searched on the server, and only what was found is sent here. */
export function SearchPicker<T>(props: Props<T>) {
  const { search, inputOf, optionOf, chosen, onChoose, asksAtOnce = false, label, words } = props;
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed);
  const asks = asksAtOnce || text !== '';
  const read = useRead(search, inputOf(text) as CallInput<Route>, { enabled: asks, keep: asksAtOnce, holds: 60_000 });
  const found = (asks ? ((read.data ?? []) as readonly T[]) : []).filter(props.isOffered ?? (() => true));
  const options = found.map(optionOf);
  if (chosen !== null && !options.some((option) => option.value === chosen.value)) options.unshift(chosen);
  return (
    <Select
      id={props.id}
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 240, width: '100%' }}
      allowClear
      disabled={props.disabled ?? false}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={chosen?.value ?? null}
      options={options}
      loading={read.isFetching}
      notFoundContent={!asks ? words.type : read.isFetching ? words.searching : words.none}
      onChange={(value: string | undefined) => {
        setTyped('');
        if (value === undefined) onChoose(null);
        else {
          const one = found.find((each) => optionOf(each).value === value);
          if (one !== undefined) onChoose(one);
        }
      }}
    />
  );
}
