import { Refused } from '@xueqian/kernel/decision.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { ChildState } from '../child.ts';
import { chronicle, type HistoryAction, type HistoryVersion, institutionsNamed } from '../history.ts';
import { isPresent } from '../life.ts';
import { listVersions } from './former-file.ts';
import { maskedFields, maskedNumber, openingOnce, openNumbers } from './views.ts';

type Stay = {
  readonly institutionName: string;
  readonly className: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly endKind: '1' | '2' | '3' | '4' | '5' | '6' | null;
};

const staysSql = `select n.name as "institutionName", p.class_name as "className", p.admitted_on as "from", p.ended_on as "until", p.end_kind as "endKind"
  from children.past_enrolments p left join lateral children.name_of_institution(p.institution_id) n (name) on true
  where p.child_id = $1 and p.undone_at is null order by p.id`;

const actionsSql = `select h.id, h.action, h.at, h.reason, h.facts, coalesce(p.person_name, '') as "personName", coalesce(p.office_name, '') as "officeName"
  from children.actions h left join accounts.accounts p on p.id = h.account_id where h.child_id = $1 order by h.id`;

/** The whole story of a file, for whoever may read the file. */
export const readHistory = async (call: Call, childId: number) => {
  const { tx, services } = call;
  const child = await tx.find<{ state: ChildState; admittedOn: string }>(
    `select state, admitted_on as "admittedOn" from children.children where id = $1 and state <> 'deleted'`,
    [childId],
  );
  const files = child ? await listVersions(tx, childId) : [];
  const present = files.at(-1);
  if (!child || !present) throw new Refused('children.not-found');
  const rows = await tx.rows<Omit<HistoryAction, 'at'> & { at: Date }>(actionsSql, [childId]);
  const actions = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  const ids = institutionsNamed(actions);
  const named = await tx.rows<{ id: number; name: string }>(
    'select id, children.name_of_institution(id) as name from unnest($1::bigint[]) id',
    [ids],
  );
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  const sealer = openingOnce(services.sealer);
  const versions = files.map((file): HistoryVersion => {
    const places = {
      number: maskedNumber(sealer, file),
      institution: file.institutionName,
      className: file.className,
    };
    const shown = { ...maskedFields(sealer, file), ...places };
    return {
      shown,
      values: { ...shown, ...openNumbers(sealer, file) },
      until: file.until?.toISOString() ?? null,
    };
  });
  const stays = await tx.rows<Stay>(staysSql, [childId]);
  const here: Stay[] = isPresent[child.state]
    ? [
        {
          ...{ institutionName: present.institutionName, className: present.className },
          ...{ from: child.admittedOn, until: null, endKind: null },
        },
      ]
    : [];
  call.note(`child ${childId}`);
  return {
    name: String(present.name),
    state: child.state,
    number: maskedNumber(sealer, present),
    stays: [...stays, ...here],
    entries: chronicle(actions, versions, (id) => nameOf.get(id)),
  };
};
