import type { Call } from '@xueqian/platform/handler.ts';
import { localDate, packOf, reviewDueOn } from '../../jurisdictions/server/index.ts';
import { type ActionRow, type FileRow, fileColumns, type ListedChild, listedJoins, listedSql } from './store.ts';
import { maskedFields, mayNow, rowView } from './views.ts';

type WholeFile = ListedChild &
  FileRow & { actions: (Omit<ActionRow, 'at'> & { at: string })[]; cases: { caseId: number; kind: string }[] };

/** The file with its actions and open cases in one statement: opening a file is the commonest thing there is. */
const wholeFile = (condition: string): string => `
  select ${listedSql}, ${fileColumns},
    (select coalesce(json_agg(json_build_object('action', h.action, 'personName', coalesce(p.person_name, ''), 'officeName', coalesce(p.office_name, ''),
        'at', h.at, 'reason', h.reason) order by h.at,
        array_position(array['entered', 'edited', 'deleted', 'claim-received', 'case-closed', 'case-opened'], h.action)), '[]')
      from children.actions h left join accounts.accounts p on p.id = h.account_id where h.child_id = c.id) as actions,
    (select coalesce(json_agg(json_build_object('caseId', k.id, 'kind', k.kind) order by k.id), '[]') from (
        select id, kind from duplicates.cases where later_child_id = c.id and state = 'open'
        union select id, kind from duplicates.cases where earlier_child_id = c.id and state = 'open') k) as cases
  from children.children c ${listedJoins}
  where ${condition} and c.state <> 'deleted'`;

const byId = wholeFile('c.id = $1');
const byHeldClaim = wholeFile('c.claim_digest = $1 and c.holds_claim');

export const findWholeById = (call: Call, id: number): Promise<WholeFile | null> =>
  call.tx.prepared<WholeFile>('children.file-by-id', byId, [id]);

/** The file that holds a claim, if it is in my scope. */
export const findWholeByClaim = (call: Call, claim: Buffer): Promise<WholeFile | null> =>
  call.tx.prepared<WholeFile>('children.file-by-claim', byHeldClaim, [claim]);

/** The file as the page shows it: numbers masked, what I may do, until when the county must decide. */
export const fileView = async (call: Call, file: WholeFile) => {
  const { tx, services, actor, now } = call;
  const waiting = file.state === 'confirmed' && file.confirmedAt;
  call.note(`child ${file.id}`);
  return {
    child: rowView(services.sealer, file),
    version: file.version,
    fields: maskedFields(services.sealer, file),
    actions: file.actions.map((action) => ({ ...action, at: new Date(action.at).toISOString() })),
    cases: file.cases,
    dueOn: waiting ? reviewDueOn(await packOf(tx, actor.divisionCode, localDate(now)), localDate(waiting)) : null,
    may: mayNow(actor, file),
  };
};
