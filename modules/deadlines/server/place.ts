import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';

const nation = '000000';
export const columnOf = { province: 'province_code', prefecture: 'prefecture_code', county: 'county_code' } as const;
const partOf = { province: 'prefecture_code', prefecture: 'county_code', county: 'institution_id' } as const;

export const findDivision = async (tx: Tx, code: string) => {
  const found = await tx.find<{ name: string; level: string }>(
    'select name, level from jurisdictions.divisions where code = $1 order by valid_from desc limit 1',
    [code],
  );
  if (!found || !(found.level in columnOf)) throw new Refused('deadlines.division-not-found', { division: code });
  return { name: found.name, level: found.level as keyof typeof columnOf };
};

/** The division asked about, my own when none is named, with the columns that hold its code and its parts'. */
export const placeOf = async (tx: Tx, actor: Actor, asked: string | undefined) => {
  const code = asked ?? (actor.level === 'ministry' ? nation : actor.divisionCode);
  const found = code === nation ? null : await findDivision(tx, code);
  const part = found ? partOf[found.level] : ('province_code' as const);
  return { code, name: found?.name ?? '', own: found ? columnOf[found.level] : null, part };
};
export type Place = Awaited<ReturnType<typeof placeOf>>;

export const opensOf = ({ part }: Pick<Place, 'part'>): 'institution' | 'division' =>
  part === 'institution_id' ? 'institution' : 'division';
