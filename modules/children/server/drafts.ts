import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { findPlace } from '../../institutions/server/index.ts';
import { sealKinds } from './identity-claim.ts';

type Values = Record<string, string | boolean | null>;

/** Drafts of one person at one institution are sealed whole: they hold numbers nobody has checked yet. */
export const saveDraftOf = async (
  call: Call,
  institutionId: number,
  draftId: string,
  values: Values,
): Promise<{ savedAt: string }> => {
  if (!(await findPlace(call.tx, institutionId))) throw new Refused('institutions.not-found');
  const sealed = call.services.sealer.seal(sealKinds.draft, JSON.stringify(values)).sealed;
  const keys = [draftId, institutionId, call.actor.accountId, sealed, call.now];
  const overwrite = () =>
    call.tx.run(
      'update children.drafts set values_sealed = $4, saved_at = $5 where draft_id = $1 and institution_id = $2 and account_id = $3',
      keys,
    );
  const insert = () =>
    call.tx.run(
      `insert into children.drafts (draft_id, institution_id, account_id, values_sealed, saved_at) values ($1, $2, $3, $4, $5)
       on conflict (draft_id) do nothing`,
      keys,
    );
  // A draft of this id that is not mine stays what it is.
  if ((await overwrite()) + (await insert()) === 0 && (await overwrite()) === 0)
    throw new Refused('children.not-found');
  return { savedAt: call.now.toISOString() };
};

export const listDraftsOf = async (
  call: Call,
  institutionId: number,
): Promise<{ draftId: string; savedAt: string; values: Values }[]> => {
  const rows = await call.tx.rows<{ draftId: string; savedAt: Date; sealed: Buffer }>(
    `select draft_id as "draftId", saved_at as "savedAt", values_sealed as sealed from children.drafts
     where institution_id = $1 and account_id = $2 order by saved_at desc limit 50`,
    [institutionId, call.actor.accountId],
  );
  return rows.map((row) => ({
    draftId: row.draftId,
    savedAt: row.savedAt.toISOString(),
    values: JSON.parse(call.services.sealer.open(sealKinds.draft, row.sealed)) as Values,
  }));
};

export const discardDraftOf = (call: Call, draftId: string): Promise<number> =>
  call.tx.run('delete from children.drafts where draft_id = $1 and account_id = $2', [draftId, call.actor.accountId]);
