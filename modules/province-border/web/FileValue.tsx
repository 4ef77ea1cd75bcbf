import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../children/form-fields.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

type Value = string | boolean | null | undefined;

/** A value of a file from another province as a person reads it; words stand where the file holds codes. */
export function FileValue({ field, value }: { readonly field: FormField; readonly value: Value }) {
  const { t, i18n } = useTranslation('children');
  if (value === null || value === undefined || value === '') return <>{t('pages.blank')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'pages.yes' : 'pages.no')}</>;
  if (field.kind === 'place') return <Place code={value} />;
  if (field.kind === 'date') return <span className="figure">{formatDate(value)}</span>;
  if (field.kind === 'choice')
    return <>{codes[field.table].word(value, i18n.language === 'en' ? 'en' : 'zh') ?? value}</>;
  return <span className="figure">{value}</span>;
}

function Place({ code }: { readonly code: string }) {
  return <>{useDivisionName(searchDivisions, code) ?? code}</>;
}
