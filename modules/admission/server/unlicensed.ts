import { Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { maskPhone, sealKinds } from '../../administration/server/index.ts';
import { changedFields } from '../../audit/changed-fields.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import type { closeUnlicensed, listUnlicensed, saveUnlicensed } from '../unlicensed.ts';
import { ensureTownOf, placeNames, placeOfCounty } from './place.ts';
import * as store from './store-unlicensed.ts';

export const list = async (call: Call, input: InputOf<typeof listUnlicensed>) => {
  const filter = { state: input.state ?? null, text: input.text || null };
  const rows = await store.listRows(call.tx, filter, input.after ? Number(input.after) : null, input.limit);
  const names = await placeNames(call.tx);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ phoneSealed, countyCode, prefectureCode: _prefecture, provinceCode: _province, ...row }) => ({
      ...row,
      countyName: names.countyOf(countyCode),
      townName: names.townOf(row.townCode),
      phoneMasked: phoneSealed ? maskPhone(call.services.sealer.open(sealKinds.phone, phoneSealed)) : null,
    })),
    next: last ? String(last.id) : null,
  };
};

/** The record, held, as it was looked at. */
const hold = async (call: Call, id: number, revision: number | null): Promise<store.UnlicensedRow> => {
  const found = await store.lockUnlicensed(call.tx, id);
  if (!found) throw new Refused('admission.unlicensed-not-found');
  if (found.state !== 'recorded') throw new Refused('admission.unlicensed-no-more');
  if (found.revision !== revision) throw new Refused('admission.changed-meanwhile');
  return found;
};

const toldOf = ({ name, address, personInCharge, children, foundOn, note, townCode }: store.UnlicensedFields) => ({
  ...{ name, townCode, address, personInCharge, children, foundOn, note },
});

export const save = async (call: Call, { unlicensedId, revision, phone, ...input }: InputOf<typeof saveUnlicensed>) => {
  const { tx, actor, now } = call;
  await ensureTownOf(call, input.townCode);
  if (input.foundOn > localDate(now)) throw new Refused('admission.found-in-the-future');
  const before = unlicensedId === null ? null : await hold(call, unlicensedId, revision);
  const phoneSealed =
    phone === null ? (before?.phoneSealed ?? null) : call.services.sealer.seal(sealKinds.phone, phone).sealed;
  const fields = { ...input, note: input.note || null, phoneSealed };
  if (before) await store.updateUnlicensed(tx, actor, before.id, fields, now);
  const id = before?.id ?? (await store.insertUnlicensed(tx, actor, await placeOfCounty(call), fields, now));
  call.note(`unlicensed ${id}`, changedFields(before ? toldOf(before) : {}, toldOf(fields)));
  return { unlicensedId: id };
};

export const close = async (call: Call, input: InputOf<typeof closeUnlicensed>) => {
  const record = await hold(call, input.unlicensedId, input.revision);
  if (record.applicationId !== null) throw new Refused('admission.unlicensed-applies');
  await store.saveUnlicensedState(call.tx, call.actor, record.id, 'closed', input.reason, call.now);
  call.note(`unlicensed ${record.id}`, {
    ...{ name: record.name, reason: input.reason },
    ...changedFields({ state: 'recorded' }, { state: 'closed' }),
  });
  return {};
};
