import type { Route } from '@xueqian/kernel/route.ts';
import type { CallInput } from './api.ts';
import { useRead } from './use-read.ts';

type Found = { readonly code: string; readonly name: string; readonly fullName: string };

/** Codes of twelve characters stand for a county or higher when they end in noughts. */
const shortCode = (code: string): string => (/^[0-9A-Z]{6}0{6}$/.test(code) ? code.slice(0, 6) : code);

/** The full name of a division by its code, through the contract that searches divisions; null until known. */
export const useDivisionName = (search: Route, code: string | null | undefined): string | null => {
  const asked = shortCode(code ?? '');
  const read = useRead(search, { text: asked } as CallInput<Route>, { enabled: asked !== '', holds: 600_000 });
  const found = read.data as readonly Found[] | undefined;
  return found?.find((division) => shortCode(division.code) === asked)?.fullName ?? null;
};
