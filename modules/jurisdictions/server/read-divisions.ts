import { Refused } from '@xueqian/kernel/decision.ts';
import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { Call } from '@xueqian/platform/handler.ts';
import type { DivisionRegister } from '../divisions.ts';
import type { readDivision, readInstitutionPlaces } from '../tree-contract.ts';
import { localDate } from './local-date.ts';
import { currentRegister } from './reference.ts';
import { findPlaces, listPeriods, type PlaceRow } from './store-changes.ts';

/** A code with its history, and where it stood on a date. */
export const readHistory = async (
  call: Call,
  input: { code: string; on?: string | undefined },
): Promise<OutputOf<typeof readDivision>> => {
  const periods = await listPeriods(call.tx, input.code);
  const register = await currentRegister(call.tx);
  const newest = register.find(input.code);
  if (!newest || periods.length === 0) throw new Refused('jurisdictions.not-found');
  const today = localDate(call.now);
  const on = input.on ?? today;
  const line = register.lineOf(input.code, register.find(input.code, on) ? on : undefined);
  return {
    code: input.code,
    line: line.map(({ code, name }) => ({ code, name })),
    inForce: register.find(input.code, today) !== null,
    level: newest.level,
    kind: newest.kind,
    periods: periods.map(({ code: _, ...period }) => period),
  };
};

const placeView = (register: DivisionRegister, place: PlaceRow, on: string) => ({
  countyCode: place.countyCode,
  fullName: register.fullNameOf(place.countyCode, on) ?? register.fullNameOf(place.countyCode) ?? place.countyCode,
  townCode: place.townCode,
  townName: place.townCode
    ? ((register.find(place.townCode, on) ?? register.find(place.townCode))?.name ?? null)
    : null,
});

/** The places of an institution through all changes of the tree, read as of a date. */
export const readPlacesOf = async (
  call: Call,
  input: { institutionId: number; on?: string | undefined },
): Promise<OutputOf<typeof readInstitutionPlaces>> => {
  const found = await findPlaces(call.tx, input.institutionId);
  if (!found) throw new Refused('jurisdictions.not-found');
  const register = await currentRegister(call.tx);
  const today = localDate(call.now);
  const on = input.on ?? today;
  // Each move says where the institution stood before it.
  const spans: (PlaceRow & { from: string | null; to: string | null })[] = [];
  let place = found.now;
  let to: string | null = null;
  for (const move of found.moves) {
    spans.push({ ...place, from: move.on, to });
    place = move;
    to = move.on;
  }
  spans.push({ ...place, from: null, to });
  // Two changes of one day: only what stood at its end was ever true.
  const lasting = spans.filter((span) => span.from === null || span.from !== span.to);
  const asked = lasting.find((span) => (span.from === null || span.from <= on) && (span.to === null || on < span.to));
  return {
    asked: placeView(register, asked ?? found.now, on),
    places: lasting.map((span) => ({
      ...placeView(register, span, span.from ?? span.to ?? today),
      from: span.from,
      to: span.to,
    })),
  };
};
