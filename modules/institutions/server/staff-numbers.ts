import { Refused } from '@xueqian/kernel/decision.ts';
import { checkEighteen, maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { sealedMark } from '@xueqian/platform/resealing.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import type { StoredMember } from '../profile.ts';

/** Numbers of the staff's documents are sealed under a kind of their own: they never meet a child's. */
const kind = 'staff-identity';

const opened = (sealer: Pick<Sealer, 'open'>, stored: string): string =>
  sealer.open(kind, Buffer.from(stored.slice(sealedMark.length), 'base64'));

type Member = Partial<StoredMember> & Pick<StoredMember, 'key'>;

/** A citizen's number by its check digit; a document of another form by its letters and digits. */
const isNumber = (text: string): boolean =>
  text.length === 18 ? checkEighteen(text).ok : /^[A-Z0-9]{5,17}$/.test(text);

/**
 * The members as they are stored: a number that was sent is sealed; one that was not sent stays as it was in the
 * version before. Refused: `institutions.staff-number-wrong` {name}, `institutions.staff-listed-twice` {name}.
 */
export const sealStaff = (
  sealer: Sealer,
  sent: readonly Member[],
  before: readonly Member[],
): readonly Partial<StoredMember>[] => {
  const known = new Map(before.map((member) => [member.key, member.number ?? null]));
  const keys = new Set<string>();
  const numbers = new Set<string>();
  return sent.map((member) => {
    const { name = '', key } = member;
    if (keys.has(key)) throw new Refused('institutions.staff-listed-twice', { name });
    keys.add(key);
    const typed = member.number ? member.number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase() : null;
    if (typed !== null && !isNumber(typed)) throw new Refused('institutions.staff-number-wrong', { name });
    const number =
      typed === null ? (known.get(key) ?? null) : `${sealedMark}${sealer.seal(kind, typed).sealed.toString('base64')}`;
    if (number !== null) {
      const plain = typed ?? opened(sealer, number);
      if (numbers.has(plain)) throw new Refused('institutions.staff-listed-twice', { name });
      numbers.add(plain);
    }
    return { ...member, number };
  });
};

/** As shown: numbers masked. */
export const maskStaff = <M extends { readonly number?: string | null }>(
  sealer: Pick<Sealer, 'open'>,
  members: readonly M[],
): M[] =>
  members.map((member) => ({
    ...member,
    number: member.number ? maskIdentityNumber(opened(sealer, member.number)) : null,
  }));
