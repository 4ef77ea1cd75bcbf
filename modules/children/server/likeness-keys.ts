import { nameKey } from '@xueqian/kernel/personal-name.ts';
import type { Sealer } from '@xueqian/platform/sealing.ts';
import type { ChildFields } from '../child.ts';
import { plainOf, readingsOf, solarOfLunar } from './name-knowledge.ts';

/** The kind under which they are digested. */
const kind = 'likeness';
/** Spellings of one name that get a key of their own: more are rarer than the mistakes they would find. */
const mostSpellings = 4;

type Keyed = Pick<
  ChildFields,
  'name' | 'birthOn' | 'identityNumber' | 'guardianName' | 'guardianIdentityNumber' | 'guardianPhone'
>;

/** Characters of a name as they are spoken, in every combination of readings, in an order that does not matter. */
const spellingsOf = (name: string): string[] => {
  const characters = [...nameKey([...name.normalize('NFC')].map(plainOf).join(''))];
  const spoken = characters.map((character) => {
    const readings = readingsOf(character);
    return readings.length > 0 ? readings : [character];
  });
  const count = spoken.reduce((product, readings) => product * readings.length, 1);
  const kept =
    count <= mostSpellings ? spoken : spoken.map((readings, at) => (at === 0 ? readings : readings.slice(0, 1)));
  const spellings = kept.reduce<string[][]>(
    (lists, readings) => lists.flatMap((list) => readings.map((reading) => [...list, reading])),
    [[]],
  );
  return spellings.slice(0, mostSpellings).map((list) => list.toSorted().join(' '));
};

/**
 * What two files that may be one child have in common: at least one of these texts. The name as it sounds with the birth
 * date, as written and read as a lunar one; with the guardian's name; with the number but for its birth date; the
 * guardian's number or telephone with the birth date.
 */
export const likenessTexts = (fields: Keyed): string[] => {
  const { birthOn, identityNumber, guardianName, guardianIdentityNumber, guardianPhone } = fields;
  const spellings = spellingsOf(fields.name);
  const [usual = ''] = spellings;
  const [guardian = ''] = spellingsOf(guardianName);
  const solar = solarOfLunar(birthOn);
  const texts = spellings.map((spelling) => `n|${spelling}|${birthOn}`);
  texts.push(`m|${usual}|${guardian}`);
  if (solar !== null) texts.push(`n|${usual}|${solar}`);
  if (guardianIdentityNumber) texts.push(`g|${guardianIdentityNumber}|${birthOn}`);
  if (guardianPhone) texts.push(`t|${guardianPhone}|${birthOn}`);
  if (identityNumber?.length === 18)
    texts.push(`p|${usual}|${identityNumber.slice(0, 6)}${identityNumber.slice(14, 17)}`);
  return texts;
};

/** The keys that lie beside a child: eight bytes of a keyed digest each, as signed numbers. They tell nothing but a likeness. */
export const likenessKeys = (fields: Keyed, sealer: Pick<Sealer, 'digest'>): bigint[] => [
  ...new Set(likenessTexts(fields).map((text) => sealer.digest(kind, text).readBigInt64BE(0))),
];
