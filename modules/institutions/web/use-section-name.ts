import { useAddress } from '@xueqian/ui/use-address.ts';
import { type FiledSection, filedSections } from '../section.ts';

/** The section that the address names; null when there is none of that name. */
export const useSectionName = (): FiledSection | null => {
  const parts = useAddress().pathname.split('/');
  return filedSections.find((section) => parts.includes(section)) ?? null;
};
