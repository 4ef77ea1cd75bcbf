import { useDivisionName } from '@xueqian/ui/use-division-name.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

/** The full name of a place of the file; its code until the name is known. */
export function PlaceName({ code }: { readonly code: string }) {
  return <>{useDivisionName(searchDivisions, code) ?? code}</>;
}
