import type { Call } from '@xueqian/platform/handler.ts';
import { sealKinds } from './identity-claim.ts';

type Values = Record<string, string | boolean | null>;

/** Drafts of one person at one institution are sealed whole: they hold numbers nobody has checked yet. */
export const saveDraftOf = async (
  call: Call,
  institutionId: number,
  draftId: string,
  values: Values,
): Promise<{ savedAt: string }> => {
  const sealed = call.services.sealer.seal(sealKinds.draft, JSON.stringify(values)).sealed;
  await call.tx.run(
    `insert into children.drafts (draft_id, institution_id, account_id, values_sealed, saved_at) values ($1, $2, $3, $4, $5)
     on conflict (draft_id) do update set values_sealed = excluded.values_sealed, saved_at = excluded.saved_at`,
    [draftId, institutionId, call.actor.accountId, sealed, call.now],
  );
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
