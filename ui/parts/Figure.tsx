import { formatNumber } from '../format.ts';

/** A number with thousands separators and digits of equal width. */
export function Figure({ value }: { readonly value: number | null | undefined }) {
  return <span className="figure">{formatNumber(value)}</span>;
}
