import type { Actor } from '@xueqian/kernel/actor.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { RectificationState, Violation } from '../rectification.ts';

export type RectificationRow = {
  id: number;
  institutionId: number;
  institutionName: string;
  institutionCode: string;
  countyCode: string;
  violation: Violation;
  state: RectificationState;
  dueOn: string;
  found: string;
  asked: string;
  officeName: string;
  issuedBy: string;
  issuedAt: Date;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string | null;
  inspectionId: number | null;
};

const name = (column: string): string => `(select a.person_name from accounts.accounts a where a.id = r.${column})`;
const fields = `r.id, r.institution_id as "institutionId", i.name as "institutionName", i.code as "institutionCode", r.county_code as "countyCode",
  r.violation, r.state, r.due_on as "dueOn", r.found, r.asked, r.office_name as "officeName", coalesce(${name('issued_by')}, '') as "issuedBy",
  r.issued_at as "issuedAt", r.answer, ${name('answered_by')} as "answeredBy", r.answered_at as "answeredAt", ${name('decided_by')} as "decidedBy",
  r.decided_at as "decidedAt", r.reason, r.inspection_id as "inspectionId"`;
const from = 'supervision.rectifications r join institutions.institutions i on i.id = r.institution_id';

export const listNotices = (
  tx: Tx,
  only: 'open' | 'overdue' | 'all',
  institutionId: number | null,
  on: string,
  before: number | null,
  limit: number,
): Promise<RectificationRow[]> =>
  tx.rows<RectificationRow>(
    `select ${fields} from ${from} where ($1::bigint is null or r.institution_id = $1) and ($2::bigint is null or r.id < $2)
       and case $3 when 'all' then true when 'open' then r.state <> 'accepted' else r.state in ('issued', 'returned') and r.due_on < $4 end
     order by r.id desc limit $5`,
    [institutionId, before, only, on, limit],
  );

export const findNotice = (tx: Tx, id: number, hold = false): Promise<RectificationRow | null> =>
  tx.find<RectificationRow>(`select ${fields} from ${from} where r.id = $1${hold ? ' for update of r' : ''}`, [id]);

export type NewNotice = {
  readonly institutionId: number;
  readonly requestId: string;
  readonly violation: Violation;
  readonly found: string;
  readonly asked: string;
  readonly dueOn: string;
  readonly inspectionId: number | null;
};

/** The notice of a request; one that was sent before gives the notice that it made. Null when the institution is not mine. */
export const insertNotice = async (
  tx: Tx,
  notice: NewNotice,
  actor: Actor,
  now: Date,
): Promise<{ id: number; isNew: boolean } | null> => {
  const made = await tx.find<{ id: number }>(
    `insert into supervision.rectifications (institution_id, county_code, prefecture_code, province_code, violation, found, asked, due_on, office_name, issued_by, issued_at, request_id, inspection_id)
     select i.id, i.county_code, i.prefecture_code, i.province_code, $2, $3, $4, $5, $6, $7, $8, $9, $10 from institutions.institutions i where i.id = $1
     on conflict do nothing returning id`,
    [
      notice.institutionId,
      notice.violation,
      notice.found,
      notice.asked,
      notice.dueOn,
      actor.officeName,
      actor.accountId,
      now,
      notice.requestId,
      notice.inspectionId,
    ],
  );
  if (made) return { id: made.id, isNew: true };
  const there = await tx.find<{ id: number }>(
    'select id from supervision.rectifications where request_id = $1 and institution_id = $2',
    [notice.requestId, notice.institutionId],
  );
  return there && { id: there.id, isNew: false };
};

export const saveAnswer = (tx: Tx, id: number, answer: string, actor: Actor, now: Date): Promise<number> =>
  tx.run(
    `update supervision.rectifications set state = 'answered', answer = $2, answered_by = $3, answered_at = $4 where id = $1`,
    [id, answer, actor.accountId, now],
  );

export const saveDecision = (
  tx: Tx,
  id: number,
  state: 'accepted' | 'returned',
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<number> =>
  tx.run(
    `update supervision.rectifications set state = $2, reason = $3, decided_by = $4, decided_at = $5 where id = $1`,
    [id, state, reason, actor.accountId, now],
  );
