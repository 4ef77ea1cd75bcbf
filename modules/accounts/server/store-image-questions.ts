import type { Tx } from '@xueqian/platform/database.ts';

export const insertQuestion = async (
  tx: Tx,
  id: string,
  answerSealed: Buffer,
  now: Date,
  expiresAt: Date,
): Promise<void> => {
  await tx.run('delete from accounts.image_questions where expires_at < $1', [now]);
  await tx.run('insert into accounts.image_questions (id, answer_sealed, expires_at) values ($1, $2, $3)', [
    id,
    answerSealed,
    expiresAt,
  ]);
};

/** Takes a question away and gives its answer; null: there is none such, it is too old, or it was answered before. */
export const takeQuestion = async (tx: Tx, id: string, now: Date): Promise<Buffer | null> => {
  const row = await tx.find<{ sealed: Buffer; expiresAt: Date }>(
    'delete from accounts.image_questions where id = $1 returning answer_sealed as sealed, expires_at as "expiresAt"',
    [id],
  );
  return row && row.expiresAt > now ? row.sealed : null;
};
