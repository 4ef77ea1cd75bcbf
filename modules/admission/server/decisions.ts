import { Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { admitInstitution } from '../../institutions/server/index.ts';
import type { AdmissionAct, FormDraft } from '../application.ts';
import type { assignCode, receiveApplication, reviewApplication } from '../contract.ts';
import { decideCode } from '../institution-code.ts';
import { decideAct } from '../rules.ts';
import { ensure, hold, take } from './steps.ts';
import { saveCode } from './store.ts';
import { lockUnlicensed, saveUnlicensedState } from './store-unlicensed.ts';

type Decided = InputOf<typeof receiveApplication> | InputOf<typeof reviewApplication>;

/** A yes, or back with a reason. */
const decideWith = (yes: AdmissionAct) => async (call: Call, input: Decided) => {
  const application = await hold(call, input.applicationId);
  if (input.decision === 'accept') return take(call, application, yes, input.revision);
  const reason = input.reason || null;
  if (reason === null || reason.length < 2) throw new Refused('admission.return-needs-reason');
  return take(call, application, 'return', input.revision, reason);
};

export const receive = decideWith('receive');
export const review = decideWith('approve');

/** What the recognition form knows of the basic section; the institution completes it. */
const basicOf = (fields: FormDraft) => ({
  name: fields.name as string,
  kind: fields.kind as '111',
  nature: fields.nature as '1',
  organizer: fields.organizer as string,
  townCode: fields.townCode ?? null,
  address: fields.address as string,
  licenceValidTo: fields.licenceValidTo ?? null,
  approvedOn: fields.approvedOn ?? null,
  creditCode: fields.creditCode ?? null,
  principalName: fields.principalName as string,
  places: fields.places ?? null,
  ...(fields.licenceNumber ? { licenceNumber: fields.licenceNumber } : {}),
});

export type FileWatch = {
  readonly fileChanged: (call: Pick<Call, 'tx' | 'actor' | 'now'>, institutionId: number) => Promise<void>;
};

/** The code is written down and the institution entered; a code that was ever used is refused by its constraint. */
export const codeWith = (means: FileWatch) => async (call: Call, input: InputOf<typeof assignCode>) => {
  const { tx, actor, now } = call;
  const application = await hold(call, input.applicationId);
  ensure(decideAct(application, 'code', actor, input.revision));
  const given = ensure(decideCode(input.code.normalize('NFKC'), application.kind ?? '', application.provinceCode));
  if (application.unlicensedId !== null) {
    const record = await lockUnlicensed(tx, application.unlicensedId);
    if (record?.state !== 'recorded') throw new Refused('admission.unlicensed-no-more');
    await saveUnlicensedState(tx, actor, record.id, 'admitted', null, now);
  }
  const { fields, countyCode, prefectureCode, provinceCode } = application;
  const institutionId = await admitInstitution(
    tx,
    actor,
    {
      ...{ code: given, name: fields.name as string, kind: application.kind as string },
      ...{ nature: application.nature as string, townCode: fields.townCode ?? null, basic: basicOf(fields) },
      ...{ countyCode, prefectureCode, provinceCode },
    },
    now,
  );
  await saveCode(tx, application.id, given, institutionId);
  await means.fileChanged(call, institutionId);
  return take(call, application, 'code', input.revision, given);
};

export const act = async (
  call: Call,
  which: Extract<AdmissionAct, 'notify' | 'withdraw' | 'return'>,
  input: { readonly applicationId: number; readonly revision: number; readonly reason?: string },
) => take(call, await hold(call, input.applicationId), which, input.revision, input.reason ?? null);
