import type { DivisionRegister } from '../divisions.ts';
import type { ChangeRow } from './store-carry-out.ts';

/** Names of what a change is about, before and after, for a line of a list or an announcement. */
export const titlesOf = (
  register: DivisionRegister,
  { change, inForceOn }: Pick<ChangeRow, 'change' | 'inForceOn'>,
) => {
  const nameOf = (code: string): string => register.fullNameOf(code, inForceOn) ?? register.fullNameOf(code) ?? code;
  switch (change.kind) {
    case 'rename':
      return { subject: nameOf(change.code), target: change.name };
    case 'move':
      return { subject: nameOf(change.code), target: nameOf(change.parentCode) };
    case 'merge':
      return { subject: change.codes.map(nameOf).join('\u3001'), target: nameOf(change.into) };
    case 'split':
      return { subject: nameOf(change.code), target: change.part.name };
    case 'found':
      return { subject: nameOf(change.part.parentCode), target: change.part.name };
    case 'abolish':
      return { subject: nameOf(change.code), target: '' };
  }
};
