import { Refused } from '@xueqian/kernel/decision.ts';
import type { InputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { placeAsked } from '../../statistics/server/index.ts';
import type * as routes from '../contract.ts';
import { cameKindOf, goneKindOf, isCame } from '../kinds.ts';
import { schoolAgeBefore } from '../period.ts';
import { daysOf } from './figures.ts';
import { namesOfDivisions } from './store.ts';
import { listMovedChildren, listPresentChildren } from './store-lists.ts';

/** The children behind a figure: of one institution, or of the institutions of a county. */
export const listPresentOf = async (call: Call, input: InputOf<typeof routes.listPresent>) => {
  const { tx, actor, now } = call;
  const { kind, limit, institutionId } = input;
  const own = institutionId ?? actor.institutionId;
  const place = own === null ? await placeAsked(tx, actor, input.division) : null;
  if (place !== null && place.step !== 'institution') throw new Refused('flows.list-of-a-county');
  const [institution = 0, child = 0] = (input.after ?? '0|0').split('|').map(Number);
  const rows = await listPresentChildren(tx, {
    ...{ kind, county: place?.division.code ?? null, institutionId: own },
    ...{ after: [institution, child], today: localDate(now), limit: limit + 1 },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ institutionId: _, ...row }) => row),
    next: rows.length > limit && last ? `${last.institutionId}|${last.childId}` : null,
  };
};

/** What the parts of a division are tells what it is itself. */
const columnOf = { institution: 'county', county: 'prefecture', prefecture: 'province' } as const;

/** The children behind a figure of a period. */
export const listMovedOf = async (call: Call, input: InputOf<typeof routes.listMoved>) => {
  const { tx, actor, now } = call;
  const { kind, limit } = input;
  const institutionId = input.institutionId ?? actor.institutionId;
  const place = institutionId === null ? await placeAsked(tx, actor, input.division) : null;
  const column = place === null || place.step === 'province' ? null : columnOf[place.step];
  const [on, id] = (input.after ?? '').split('|');
  const birthdays = schoolAgeBefore(localDate(now));
  const rows = await listMovedChildren(tx, {
    ...{ kind, institutionId, ...daysOf(input.period), schoolAgeBefore: birthdays, limit: limit + 1 },
    scope: column === null || place === null ? null : { column, code: place.division.code },
    after: on && id ? { on, id: Number(id) } : null,
  });
  const shown = rows.slice(0, limit);
  const codes = [...new Set(shown.flatMap(({ otherCode }) => (otherCode === null ? [] : [otherCode])))];
  const names = await namesOfDivisions(tx, codes, 'full_name');
  const last = shown.at(-1);
  return {
    rows: shown.map(({ moveKind, way, afterLeaving, otherCode, ...row }) => {
      const sum = { kind: moveKind, way, afterLeaving };
      const other = otherCode === null ? null : (names.get(otherCode) ?? otherCode);
      return {
        ...row,
        kind: (isCame(kind) ? cameKindOf(sum) : goneKindOf(sum)) ?? kind,
        fromName: moveKind === 'crossed-in' ? other : row.fromName,
        toName: moveKind === 'crossed-out' ? other : row.toName,
        isDroppedOut: row.isOpen && way !== 'abroad' && row.birthOn > birthdays,
      };
    }),
    next: rows.length > limit && last ? `${last.happenedOn}|${last.moveId}` : null,
  };
};
