import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { listClasses } from '../../classes/contract.ts';
import type { ClassChoice } from './FieldControl.tsx';

/** The classes of the newest school year that has any, by code; null until they are read. */
export const useClassChoices = (institutionId: number | null) => {
  const { t } = useTranslation('children');
  const read = useRead(listClasses, { institutionId: institutionId ?? 0 }, { enabled: institutionId !== null });
  const newestYear = Math.max(0, ...(read.data ?? []).map((one) => one.schoolYear));
  const choices: readonly ClassChoice[] | null =
    read.data === undefined
      ? null
      : read.data
          .filter((one) => one.schoolYear >= newestYear - 1)
          .map((one) => ({
            value: one.code,
            label: t('pages.form.yearOf', { name: one.name, children: one.children }),
          }));
  return { choices, read };
};
