import { daysUntil } from '@xueqian/ui/format.ts';
import { useRead } from '@xueqian/ui/use-read.ts';
import { useTranslation } from 'react-i18next';
import { readPolicy } from '../../jurisdictions/contract.ts';
import { fileDueOn } from '../file-deadline.ts';
import type { FormValue } from '../form-rules.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Until when the rules in force here want the file of a child admitted on a day; empty where they lay nothing down. */
export const useFileDue = (admittedOn: FormValue | undefined, isAsked: boolean): string => {
  const { t } = useTranslation('children');
  const policy = useRead(readPolicy, {}, { enabled: isAsked, holds: 600_000 });
  const within = policy.data?.values.find((value) => value.key === 'fileWithin');
  if (!isAsked || typeof admittedOn !== 'string' || !dayPattern.test(admittedOn)) return '';
  if (typeof within?.value !== 'number') return '';
  const date = fileDueOn({ value: within.value, unit: within.unit as 'days' }, admittedOn);
  if (date === null) return '';
  return t(daysUntil(date) < 0 ? 'pages.hint.fileLate' : 'pages.hint.fileDue', { date, article: within.article });
};
