import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { ErrorState } from '@xueqian/ui/parts/ErrorState.tsx';
import { NoticeLine } from '@xueqian/ui/parts/NoticeLine.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAct } from '@xueqian/ui/use-act.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { childStates } from '../child.ts';
import { findChild } from '../contract.ts';

/** A student number or a document number rather than a name. */
const isNumber = (text: string): boolean => /^[A-Za-z]?\d[\dA-Za-z()（）-]{4,}$/.test(text);

/** Name or whole number in one box; place and state beside it. A number is posted, it never stands in the address. */
export function FindChildrenFilters({ institutionName }: { readonly institutionName: string | null }) {
  const { t } = useTranslation(['children', 'ui']);
  const { query, setQuery } = useAddress();
  const session = useSession();
  const placeName = useDivisionName(searchDivisions, query.division);
  const [notFound, setNotFound] = useState(false);
  const find = useAct(findChild, {
    refreshes: [],
    onDone: ({ childId }) => {
      if (childId === null) setNotFound(true);
      else setQuery({ child: String(childId) });
    },
  });
  const search = (typed: string) => {
    const text = typed.trim();
    setNotFound(false);
    find.reset();
    if (isNumber(text)) find.mutate({ number: text });
    else setQuery({ name: text });
  };
  const filtered = ['name', 'division', 'state', 'institutionId', 'classId'].some((key) => query[key] !== undefined);
  return (
    <>
      <search className="toolbar">
        <Input.Search
          key={query.name ?? ''}
          defaultValue={query.name ?? ''}
          placeholder={t('find.search')}
          aria-label={t('find.search')}
          allowClear
          autoComplete="off"
          loading={find.isPending}
          style={{ width: 330, maxWidth: '100%' }}
          onSearch={search}
        />
        {session.level !== 'county' && (
          <DivisionPicker
            search={searchDivisions}
            label={t('find.division')}
            value={query.division ?? null}
            {...(placeName === null ? {} : { valueName: placeName })}
            onChange={(code) => setQuery({ division: code })}
          />
        )}
        <Select
          aria-label={t('find.state')}
          placeholder={t('find.state')}
          allowClear
          style={{ width: 160 }}
          value={childStates.find((state) => state === query.state) ?? null}
          options={childStates
            .filter((state) => state !== 'deleted')
            .map((state) => ({ value: state, label: t(`ui:childStates.${state}`) }))}
          onChange={(state: string | undefined) => setQuery({ state: state ?? null })}
        />
        {query.institutionId !== undefined && (
          <Tag closable onClose={() => setQuery({ institutionId: null, classId: null })}>
            {institutionName ?? t('find.oneInstitution')}
          </Tag>
        )}
        {filtered && (
          <Button
            type="link"
            onClick={() => setQuery({ name: null, division: null, state: null, institutionId: null, classId: null })}
          >
            {t('find.clear')}
          </Button>
        )}
      </search>
      {notFound && <NoticeLine role="status">{t('find.nobody')}</NoticeLine>}
      {find.error !== null && <ErrorState problem={find.error} small />}
    </>
  );
}
