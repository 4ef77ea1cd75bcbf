import type { Actor } from '@xueqian/kernel/actor.ts';
import { maskIdentityNumber } from '@xueqian/kernel/identity-number.ts';
import { may } from '@xueqian/kernel/permissions.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { listPapers } from '../../attachments/server/index.ts';
import { openIdentity } from '../../children/server/index.ts';
import { findDues } from '../../deadlines/server/index.ts';
import { localDate, packOf } from '../../jurisdictions/server/index.ts';
import type { listKeyChanges, readKeyChange } from '../contract.ts';
import {
  type ApplicationValues,
  applicationFields,
  decideKeyChange,
  isRenumbered,
  type KeyChangeAct,
  type KeyChangeSide,
  turnOf,
} from '../key-change.ts';
import { type ApplicationRow, findNumberKind } from './store.ts';

type Row = OutputOf<typeof listKeyChanges>['rows'][number];
type View = Omit<OutputOf<typeof readKeyChange>, 'paperCodes'>;
type Asking = Pick<Call, 'tx' | 'actor' | 'now' | 'services'>;

/** On which side of an application an account stands. */
export const sideOf = (actor: Actor): KeyChangeSide | null => {
  if (may('key-changes.apply', actor)) return 'clerk';
  if (may('key-changes.verify', actor)) return 'principal';
  return may('key-changes.approve', actor) ? 'county' : null;
};

/** Whether the county approves, by the rules in force there on a day. */
export const needsCounty = async (tx: Tx, row: Pick<ApplicationRow, 'countyCode'>, on: string): Promise<boolean> =>
  (await packOf(tx, row.countyCode, on)).values.keyChangeApprovedBy.value === 'county';

/** Both documents' numbers, opened. */
export const identitiesOf = ({ services }: Pick<Call, 'services'>, row: ApplicationRow) => ({
  before: openIdentity(services.sealer, row.oldIdentity),
  after: openIdentity(services.sealer, row.newIdentity),
});

/** Fields that are to change; the numbers themselves are compared, not what is shown of them. */
export const fieldsOf = (call: Pick<Call, 'services'>, row: ApplicationRow): string[] => {
  const { before, after } = identitiesOf(call, row);
  return applicationFields.filter((field) =>
    field === 'identityNumber'
      ? before !== after
      : field in row.newValues && (row.oldValues[field] ?? null) !== (row.newValues[field] ?? null),
  );
};

export const rowViews = async (call: Asking, rows: readonly ApplicationRow[]): Promise<Row[]> => {
  const { tx, actor, now } = call;
  const on = localDate(now);
  const idsAt = (atCounty: boolean) =>
    rows.filter(({ state }) => (state === 'verified') === atCounty).map(({ id }) => String(id));
  const own = await findDues(tx, 'key-change', idsAt(false), on);
  const county = await findDues(tx, 'key-change-review', idsAt(true), on);
  const side = sideOf(actor);
  return rows.map((row) => {
    const due = (row.state === 'verified' ? county : own).get(String(row.id));
    const turn = turnOf(row.state);
    return {
      id: row.id,
      childId: row.childId,
      childName: row.childName,
      institutionId: row.institutionId,
      institutionName: row.institutionName,
      state: row.state,
      revision: row.revision,
      fields: fieldsOf(call, row),
      appliedOn: row.appliedOn,
      turn,
      dueOn: due?.dueOn ?? null,
      daysLeft: due?.daysLeft ?? null,
      isMine: turn !== null && turn === side,
    };
  });
};

const personOf = (name: string | null, at: Date | null) =>
  at === null ? null : { name: name ?? '', at: at.toISOString() };

const shown = (values: Partial<ApplicationValues>, number: string | null) => ({
  ...values,
  identityNumber: number ? maskIdentityNumber(number) : null,
});

export const viewOf = async (call: Asking, row: ApplicationRow): Promise<View> => {
  const { tx, actor, now } = call;
  const [line] = (await rowViews(call, [row])) as [Row];
  const papers = await listPapers(tx, 'key-change', row.id);
  const county = await needsCounty(tx, row, localDate(now));
  const numbers = identitiesOf(call, row);
  const after = { ...row.oldValues, ...row.newValues };
  const side = sideOf(actor);
  const can = (act: KeyChangeAct): boolean =>
    decideKeyChange(
      { state: row.state, isOwn: row.enteredById === actor.accountId, papers: papers.length },
      act,
      side,
      county,
    ).accepted;
  const identityOf = (values: Partial<ApplicationValues>, number: string | null) => ({
    identityType: values.identityType ?? null,
    identityNumber: number,
  });
  return {
    ...line,
    before: shown(row.oldValues, numbers.before),
    after: shown(after, numbers.after),
    reason: row.reason,
    note: row.note,
    entered: personOf(row.enteredBy, row.enteredAt),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    verified: personOf(row.verifiedBy, row.verifiedAt),
    decided: personOf(row.decidedBy, row.decidedAt),
    papers: papers.map(({ mediaType: _type, ...paper }) => ({ ...paper, addedAt: paper.addedAt.toISOString() })),
    needsCounty: county,
    isRenumbered:
      row.state !== 'completed' &&
      isRenumbered(
        { ...identityOf(row.oldValues, numbers.before), numberKind: await findNumberKind(tx, row.childId) },
        identityOf(after, numbers.after),
      ),
    may: {
      edit: can('edit'),
      submit: can('submit'),
      verify: can('verify'),
      approve: can('approve'),
      return: can('return'),
      refuse: can('refuse'),
      withdraw: can('withdraw'),
    },
  };
};
