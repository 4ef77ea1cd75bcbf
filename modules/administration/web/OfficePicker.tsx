import type { OutputOf } from '@xueqian/kernel/route.ts';
import { SearchPicker } from '@xueqian/ui/parts/SearchPicker.tsx';
import { useTranslation } from 'react-i18next';
import { searchOffices } from '../contract.ts';

export type FoundOffice = OutputOf<typeof searchOffices>[number];
export const officeKey = (office: FoundOffice): string => `${office.officeId ?? ''}/${office.institutionId ?? ''}`;

type Props = {
  readonly id: string;
  readonly value: FoundOffice | null;
  readonly onChange: (office: FoundOffice | null) => void;
};

const optionOf = (office: FoundOffice) => ({ value: officeKey(office), label: `${office.name}  ${office.code}` });

/** Chooses an office at which accounts may be made; searches on the server by name or code. */
export function OfficePicker({ id, value, onChange }: Props) {
  const { t } = useTranslation(['administration', 'ui']);
  return (
    <SearchPicker<FoundOffice>
      id={id}
      search={searchOffices}
      inputOf={(text) => ({ text })}
      optionOf={optionOf}
      isOffered={(office) => office.roles.length > 0}
      chosen={value === null ? null : optionOf(value)}
      onChoose={onChange}
      asksAtOnce
      label={t('office.search')}
      words={{ type: t('office.search'), searching: t('ui:loading'), none: t('office.none') }}
    />
  );
}
