import { DivisionPicker } from '@xueqian/ui/parts/DivisionPicker.tsx';
import { SearchBox } from '@xueqian/ui/parts/SearchBox.tsx';
import { useSession } from '@xueqian/ui/session.ts';
import { useAddress } from '@xueqian/ui/use-address.ts';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import { basicFilters, isBasicFilter } from './basic-filters.ts';

/** Place, state of the basic section and name; kept in the address. */
export function InstitutionFilters() {
  const { t } = useTranslation(['institutions', 'ui']);
  const { query, setQuery } = useAddress();
  const session = useSession();
  const placeName = useDivisionName(searchDivisions, query.division);
  const state = isBasicFilter(query.basicState) ? query.basicState : null;
  const filtered = query.division !== undefined || query.name !== undefined || state !== null;
  return (
    <search className="toolbar">
      <SearchBox label={t('list.searchName')} text={query.name} onSearch={(name) => setQuery({ name })} />
      {session.level !== 'county' && (
        <DivisionPicker
          search={searchDivisions}
          label={t('list.division')}
          value={query.division ?? null}
          {...(placeName === null ? {} : { valueName: placeName })}
          onChange={(code) => setQuery({ division: code })}
        />
      )}
      <Select
        aria-label={t('list.state')}
        placeholder={t('list.state')}
        allowClear
        style={{ width: 190 }}
        value={state}
        options={basicFilters.map((value) => ({
          value,
          label: value === 'reported' ? t('list.reported') : t(`ui:sectionStates.${value}`),
        }))}
        onChange={(value: string | undefined) => setQuery({ basicState: value ?? null })}
      />
      {filtered && (
        <Button type="link" onClick={() => setQuery({ division: null, basicState: null, name: null })}>
          {t('list.clear')}
        </Button>
      )}
    </search>
  );
}
