import { Refused } from '@xueqian/kernel/decision.ts';
import { type Handler, handler } from '@xueqian/platform/handler.ts';
import {
  applyForDivision,
  carryOutChange,
  decideApplication,
  draftChange,
  listAffected,
  listAffectedOffices,
  listChanges,
  readChange,
  withdrawChange,
} from '../division-contract.ts';
import { suggestCode } from '../self-defined-code.ts';
import { listDivisions, readDivision, readInstitutionPlaces } from '../tree-contract.ts';
import {
  applyFor,
  decide,
  draft,
  listInstitutions,
  listOffices,
  order,
  readOne,
  rowView,
  withdraw,
} from './changes.ts';
import { localDate } from './local-date.ts';
import { readHistory, readPlacesOf } from './read-divisions.ts';
import { currentRegister } from './reference.ts';
import { listChangesPage, listParts } from './store-changes.ts';

export const divisionHandlers: Handler[] = [
  handler(listDivisions, (call, input) => listParts(call.tx, input.parent ?? null, input.on ?? localDate(call.now))),
  handler(readDivision, readHistory),
  handler(readInstitutionPlaces, readPlacesOf),
  handler(listChanges, async (call, input) => {
    const open = input.open === undefined ? null : input.open === 'yes';
    const rows = await listChangesPage(call.tx, open, input.after ? Number(input.after) : null, input.limit);
    const register = await currentRegister(call.tx);
    return {
      rows: rows.map((row) => rowView(register, row)),
      next: rows.length === input.limit ? String(rows.at(-1)?.id ?? '') : null,
    };
  }),
  handler(readChange, (call, input) => readOne(call, input.changeId)),
  handler(listAffected, listInstitutions),
  handler(listAffectedOffices, (call, input) => listOffices(call, input.changeId)),
  handler(draftChange, (call, input) => draft(call, input)),
  handler(applyForDivision, async (call, input) => {
    const { level: own, scope } = call.actor;
    // A county asks for towns below itself or an area beside itself; a prefecture for either below itself.
    const register = await currentRegister(call.tx);
    const home = register.find(scope, input.on);
    const parentCode = own === 'county' && input.level === 'county' ? home?.parentCode : scope;
    if (!home || !parentCode || (own !== 'county' && own !== 'prefecture'))
      throw new Refused('jurisdictions.applies-below-the-province');
    if (input.level === 'town' && own !== 'county') throw new Refused('jurisdictions.applies-below-the-province');
    const code = suggestCode(parentCode, input.level, (each) => register.periodsOf(each).length > 0);
    if (code === null) throw new Refused('jurisdictions.codes-used-up');
    return applyFor(call, input, {
      code,
      name: input.name,
      kind: 'self-defined',
      level: input.level,
      parentCode,
      towns: input.towns,
      institutionIds: input.institutionIds,
    });
  }),
  handler(decideApplication, decide),
  handler(carryOutChange, (call, input) => order(call, input.changeId, input.expectInstitutions)),
  handler(withdrawChange, (call, input) => withdraw(call, input.changeId)),
];
