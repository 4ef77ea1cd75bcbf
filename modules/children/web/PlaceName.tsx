import { useRead } from '@xueqian/ui/use-read.ts';
import { searchDivisions } from '../../jurisdictions/contract.ts';

/** The full name of a division by its code; the code itself until the name is known. */
export const usePlaceName = (code: string | null): string | null => {
  const read = useRead(searchDivisions, { text: code ?? '' }, { enabled: code !== null && code !== '' });
  return read.data?.find((division) => division.code === code)?.fullName ?? null;
};

export function PlaceName({ code }: { readonly code: string }) {
  return <>{usePlaceName(code) ?? code}</>;
}
