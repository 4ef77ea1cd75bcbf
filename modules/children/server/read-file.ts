import type { Call } from '@xueqian/platform/handler.ts';
import { localDate, packOf, reviewDueOn } from '../../jurisdictions/server/index.ts';
import { isFirstReviewLate, lacksFirstReview } from '../rules.ts';
import { plainColumns } from './staged-row.ts';
import type { ActionRow, FileRow, ListedChild } from './store.ts';
import { listedJoins } from './store.ts';
import { maskedFields, mayNow, openingOnce, rowView } from './views.ts';

type WholeFile = ListedChild &
  FileRow & {
    isOfClosed: boolean;
    actions: (Omit<ActionRow, 'at'> & { at: string })[];
    cases: { caseId: number; kind: string }[];
  };

/** What JSON can hold as it is, in the order of the packed array: [expression, field]. */
const packedFields = [
  ['c.id', 'id'],
  ['c.number_kind', 'numberKind'],
  ['c.state', 'state'],
  ['c.institution_id', 'institutionId'],
  ['c.class_id', 'classId'],
  ['c.return_reason', 'returnReason'],
  ['c.first_review_due_on', 'firstReviewDueOn'],
  ['c.version', 'version'],
  ['c.holds_claim', 'holdsClaim'],
  ['i.name', 'institutionName'],
  [`i.standing = 'closed'`, 'isOfClosed'],
  ['l.name', 'className'],
  ['l.code', 'classCode'],
  [`coalesce(a.person_name, '')`, 'enteredBy'],
  ...plainColumns.map(([column, , field]) => [`c.${column}`, field] as const),
] as const satisfies readonly (readonly [string, keyof WholeFile])[];

type Packed = Pick<
  WholeFile,
  | 'identitySealed'
  | 'numberSealed'
  | 'guardianIdentitySealed'
  | 'guardianPhoneSealed'
  | 'claimDigest'
  | 'enteredAt'
  | 'confirmedAt'
  | 'firstReviewedAt'
  | 'actions'
  | 'cases'
> & { readonly packed: readonly unknown[] };

/**
 * The file with its actions and open cases in one statement: opening a file is the commonest thing there is. Most fields
 * come as one array, since each column of a reply is described and parsed by itself.
 */
const wholeFile = (condition: string): string => `
  select json_build_array(${packedFields.map(([expression]) => expression).join(', ')}) as packed,
    c.identity_sealed as "identitySealed", c.number_sealed as "numberSealed", c.guardian_identity_sealed as "guardianIdentitySealed",
    c.guardian_phone_sealed as "guardianPhoneSealed", c.claim_digest as "claimDigest", c.entered_at as "enteredAt", c.confirmed_at as "confirmedAt", c.first_reviewed_at as "firstReviewedAt",
    (select coalesce(json_agg(json_build_object('action', h.action, 'personName', coalesce(p.person_name, ''), 'officeName', coalesce(p.office_name, ''),
        'at', h.at, 'reason', h.reason, 'facts', h.facts) order by h.id), '[]')
      from children.actions h left join accounts.accounts p on p.id = h.account_id where h.child_id = c.id) as actions,
    (select coalesce(json_agg(json_build_object('caseId', k.id, 'kind', k.kind) order by k.id), '[]') from (
        select id, kind from duplicates.cases where later_child_id = c.id and state = 'open'
        union all select id, kind from duplicates.cases where earlier_child_id = c.id and state = 'open') k) as cases
  from children.children c ${listedJoins}
  where ${condition} and c.state <> 'deleted'`;

const unpack = (row: Packed | null): WholeFile | null => {
  if (!row) return null;
  const { packed, ...rest } = row;
  const fields: Record<string, unknown> = rest;
  packedFields.forEach(([, field], index) => {
    fields[field] = packed[index];
  });
  return fields as WholeFile;
};

const byId = wholeFile('c.id = $1');
const byHeldClaim = wholeFile('c.claim_digest = $1 and c.holds_claim');

export const findWholeById = async (call: Call, id: number): Promise<WholeFile | null> =>
  unpack(await call.tx.prepared<Packed>('children.file-by-id', byId, [id]));

/** The file that holds a claim, if it is in my scope. */
export const findWholeByClaim = async (call: Call, claim: Buffer): Promise<WholeFile | null> =>
  unpack(await call.tx.prepared<Packed>('children.file-by-claim', byHeldClaim, [claim]));

/** The day on which the county's time begins: the end of the town's first review, where one was asked, else the confirmation. */
const countyClockOf = (file: WholeFile): string | null => {
  if (file.firstReviewedAt) return localDate(file.firstReviewedAt);
  return file.firstReviewDueOn ?? (file.confirmedAt ? localDate(file.confirmedAt) : null);
};

/** The file as the page shows it: numbers masked, what I may do, until when the county must decide. */
export const fileView = async (call: Call, file: WholeFile) => {
  const { tx, services, actor, now } = call;
  const sealer = openingOnce(services.sealer);
  const today = localDate(now);
  const since = file.state === 'confirmed' && countyClockOf(file);
  call.note(`child ${file.id}`);
  return {
    child: rowView(sealer, file, today),
    isOfClosed: file.isOfClosed,
    version: file.version,
    fields: maskedFields(sealer, file),
    actions: file.actions.map((action) => ({ ...action, at: new Date(action.at).toISOString() })),
    cases: file.cases,
    dueOn:
      lacksFirstReview(file) && !isFirstReviewLate(file, today)
        ? file.firstReviewDueOn
        : since
          ? reviewDueOn(await packOf(tx, actor.divisionCode, today), since)
          : null,
    may: mayNow(actor, file, today),
  };
};
