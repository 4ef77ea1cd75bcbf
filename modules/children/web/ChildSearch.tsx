import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { useAct } from '@xueqian/ui/use-act.ts';
import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findChild } from '../contract.ts';

type Props = {
  readonly name: string;
  readonly onName: (name: string | null) => void;
  readonly onFound: (childId: number) => void;
};

/** A whole number (letters and at least five digits) rather than a name. */
const looksLikeNumber = (text: string): boolean => /^[A-Za-z]{0,3}\d{5,}[\dA-Za-z]*$/.test(text);

/** Finds by name (in the address) or by a whole number, which is posted so that it stands in no address. */
export function ChildSearch({ name, onName, onFound }: Props) {
  const { t } = useTranslation('children');
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const lookup = useAct(findChild, {
    refreshes: [],
    onDone: ({ childId }) => {
      if (childId !== null) onFound(childId);
    },
  });
  const search = (text: string) => {
    const wanted = text.replaceAll(/\s/g, '');
    lookup.reset();
    if (looksLikeNumber(wanted)) lookup.mutate({ number: wanted });
    else onName(wanted === '' ? null : wanted);
  };
  const nobody = lookup.data !== undefined && lookup.data.childId === null;
  return (
    <search className="child-search">
      <Input.Search
        allowClear
        aria-label={t('pages.list.searchLabel')}
        placeholder={t('pages.list.search')}
        value={typed}
        maxLength={40}
        loading={lookup.isPending}
        onChange={(event) => {
          setTyped(event.target.value);
          lookup.reset();
        }}
        onSearch={search}
      />
      {nobody && <p role="alert">{t('pages.list.notFound')}</p>}
      {lookup.error !== null && <ErrorState problem={lookup.error} small />}
    </search>
  );
}
