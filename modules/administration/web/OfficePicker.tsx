import type { OutputOf } from '@xueqian/kernel/route.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchOffices } from '../contract.ts';

export type FoundOffice = OutputOf<typeof searchOffices>[number];
export const officeKey = (office: FoundOffice): string => `${office.officeId ?? ''}/${office.institutionId ?? ''}`;

type Props = {
  readonly id: string;
  readonly value: FoundOffice | null;
  readonly onChange: (office: FoundOffice | null) => void;
};

/** Chooses an office at which accounts may be made; searches on the server by name or code. */
export function OfficePicker({ id, value, onChange }: Props) {
  const { t } = useTranslation(['administration', 'ui']);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(later);
  }, [typed]);
  const found = useRead(searchOffices, { text: asked }, { keep: true });
  const offices = (found.data ?? []).filter((office) => office.roles.length > 0);
  const shown =
    value && !offices.some((office) => officeKey(office) === officeKey(value)) ? [value, ...offices] : offices;
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      placeholder={t('office.search')}
      value={value ? officeKey(value) : null}
      loading={found.isFetching}
      notFoundContent={t('office.none')}
      options={shown.map((office) => ({ value: officeKey(office), label: `${office.name}  ${office.code}` }))}
      onChange={(key: string | undefined) => {
        onChange(shown.find((office) => officeKey(office) === key) ?? null);
        setTyped('');
      }}
    />
  );
}
