import { codes } from '@xueqian/kernel/codes/codes.ts';
import { formatDate } from '@xueqian/ui/format.ts';
import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { useTranslation } from 'react-i18next';
import { formFields } from '../../children/form-fields.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

type Props = { readonly column: string; readonly value: string | boolean | null | undefined };

/** A value of a child's file in words. */
export function ValueWord({ column, value }: Props) {
  const { t, i18n } = useTranslation('children');
  const field = formFields.find((each) => each.column === column);
  if (value === null || value === undefined || value === '') return <>{t('pages.blank')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'pages.yes' : 'pages.no')}</>;
  if (field?.kind === 'choice')
    return <>{codes[field.table].word(value, i18n.language === 'en' ? 'en' : 'zh') ?? value}</>;
  if (field?.kind === 'place') return <PlaceWord code={value} />;
  return <>{field?.kind === 'date' ? formatDate(value) : value}</>;
}

function PlaceWord({ code }: { readonly code: string }) {
  return <>{useDivisionName(searchDivisions, code) ?? code}</>;
}
