import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { BasicSection } from '../institution.ts';
import type { TakeOverPlace } from './take-over.ts';

/** An institution as its admission gives it: what the recognition form knew becomes the draft of its basic section. */
export type Admitted = TakeOverPlace & {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly nature: string;
  readonly townCode: string | null;
  readonly basic: Partial<BasicSection>;
};

/**
 * Enters a new institution of the actor's county; gives its id. A code that any institution has or had is refused by the
 * constraint `institution_code_once`, whoever else asks at the same moment: codes are never used again.
 */
export const admitInstitution = async (tx: Tx, actor: Actor, admitted: Admitted, now: Date): Promise<number> => {
  const { id } = await tx.one<{ id: number }>(
    `insert into institutions.institutions (code, name, kind, nature, county_code, prefecture_code, province_code, town_code, basic_state, reported, reviewed, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', false, false, $9) returning id`,
    [
      ...[admitted.code, admitted.name, admitted.kind, admitted.nature, admitted.countyCode],
      ...[admitted.prefectureCode, admitted.provinceCode, admitted.townCode, now],
    ],
  );
  await tx.run(
    `insert into institutions.basic_versions (institution_id, version, county_code, state, fields, entered_by, entered_at)
     values ($1, 1, $2, 'draft', $3, $4, $5)`,
    [id, admitted.countyCode, JSON.stringify(admitted.basic), actor.accountId, now],
  );
  return id;
};
