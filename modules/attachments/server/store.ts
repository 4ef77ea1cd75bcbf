import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { RecordKind } from '../paper.ts';

export type PaperRow = {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  addedBy: string;
  addedAt: Date;
};

export const listPapers = (tx: Tx, kind: RecordKind, recordId: number): Promise<PaperRow[]> =>
  tx.rows<PaperRow>(
    `select p.id, p.file_name as "fileName", p.media_type as "mediaType", p.bytes, p.added_at as "addedAt",
       coalesce((select a.person_name from accounts.accounts a where a.id = p.added_by), '') as "addedBy"
     from attachments.papers p where p.record_kind = $1 and p.record_id = $2 order by p.added_at, p.id`,
    [kind, recordId],
  );

/** The same, by the institutions that added them. */
export const listPapersOf = async (
  tx: Tx,
  kind: RecordKind,
  recordId: number,
  institutionIds: readonly number[],
): Promise<ReadonlyMap<number, PaperRow[]>> => {
  const found = new Map<number, PaperRow[]>(institutionIds.map((id) => [id, []]));
  const owners = await tx.rows<{ id: string; institutionId: number }>(
    `select id, institution_id as "institutionId" from attachments.papers where record_kind = $1 and record_id = $2`,
    [kind, recordId],
  );
  for (const paper of await listPapers(tx, kind, recordId)) {
    const owner = owners.find(({ id }) => id === paper.id)?.institutionId;
    if (owner !== undefined) found.get(owner)?.push(paper);
  }
  return found;
};

type KeptPaper = {
  readonly kind: RecordKind;
  readonly recordId: number;
  readonly fileName: string;
  readonly fileKey: string;
  readonly mediaType: string;
};

export const findPaper = (tx: Tx, id: string): Promise<KeptPaper | null> =>
  tx.find<KeptPaper>(
    `select record_kind as kind, record_id as "recordId", file_name as "fileName", file_key as "fileKey", media_type as "mediaType"
     from attachments.papers where id = $1`,
    [id],
  );

export const insertPaper = (
  tx: Tx,
  paper: KeptPaper & { readonly id: string; readonly institutionId: number; readonly bytes: number },
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `insert into attachments.papers (id, record_kind, record_id, institution_id, file_name, file_key, media_type, bytes, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      paper.id,
      paper.kind,
      paper.recordId,
      paper.institutionId,
      paper.fileName,
      paper.fileKey,
      paper.mediaType,
      paper.bytes,
      actor.accountId,
      now,
    ],
  );
