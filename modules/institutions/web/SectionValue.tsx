import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';
import type { BasicSection } from '../institution.ts';
import { type SectionField, useSectionWords } from './use-section-words.ts';

type Props = { readonly field: SectionField; readonly fields: Partial<BasicSection> };

/** One value of the basic section; a town by its name. */
export function SectionValue({ field, fields }: Props) {
  const wordOf = useSectionWords();
  const value = fields[field];
  const town = useDivisionName(searchDivisions, field === 'townCode' ? (fields.townCode ?? null) : null);
  return <span className="figure">{town ?? wordOf(field, value)}</span>;
}
