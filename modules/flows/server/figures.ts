import type { Actor } from '@xueqian/kernel/actor.ts';
import { Refused } from '@xueqian/kernel/decision.ts';
import type { Tx } from '@xueqian/platform/database.ts';
import { localDate } from '../../jurisdictions/server/index.ts';
import { placeAsked } from '../../statistics/server/index.ts';
import {
  type CameKind,
  cameKindOf,
  cameKinds,
  type GoneKind,
  goneKindOf,
  goneKinds,
  type PresentKind,
  presentKinds,
} from '../kinds.ts';
import { outside } from '../matrix.ts';
import { type Period, periodOf, schoolAgeBefore } from '../period.ts';
import { countOverdue, countPresent, listProvinces, type MovedSum, namesOfDivisions, sumMoves } from './store.ts';

const zeros = <K extends string>(kinds: readonly K[]): Record<K, number> =>
  Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
const addAll = <K extends string>(kinds: readonly K[], rows: readonly Readonly<Record<K, number>>[]) => {
  const sums = zeros(kinds);
  for (const row of rows) for (const kind of kinds) sums[kind] += row[kind];
  return sums;
};

/** Who is here, by the units below a division. */
export const readPresentTable = async (tx: Tx, actor: Actor, division: string | undefined, now: Date) => {
  const place = await placeAsked(tx, actor, division);
  const { code, name } = place.division;
  const counts = await countPresent(tx, place.step, code);
  const overdue = await countOverdue(tx, actor.level, place.step, code, localDate(now));
  const rows = counts.map((row) => ({
    ...{ code: row.code, name: row.name, children: row.children, waiting: row.waiting },
    figures: Object.fromEntries(
      presentKinds.map((kind) => [kind, kind === 'overdue' ? (overdue.get(row.code) ?? 0) : row[kind]]),
    ) as Record<PresentKind, number>,
  }));
  const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    ...place,
    at: now.toISOString(),
    rows,
    total: {
      ...{ code, name, children: sum((row) => row.children), waiting: sum((row) => row.waiting) },
      figures: addAll(
        presentKinds,
        rows.map(({ figures }) => figures),
      ),
    },
  };
};

/** The days of a period's key. */
export const daysOf = (key: string): Period => {
  const days = periodOf(key);
  if (!days) throw new Refused('flows.no-period', { period: key });
  return days;
};

/** The province of a division's code, as the register has it. */
const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`;

type End = { readonly code: string; readonly outsideCode: string | null };

/** Where a move begins or ends: a unit, or what lies outside with its code where it is known. */
const endOf = (unit: string | null, outsideCode: string | null, otherCode: string | null): End =>
  unit !== null
    ? { code: unit, outsideCode: null }
    : { code: outside, outsideCode: outsideCode ?? (otherCode === null ? null : provinceOf(otherCode)) };

/** Moves whose two ends are known: between institutions, and over the province's border. */
const isStream = ({ kind }: MovedSum): boolean =>
  kind === 'transferred' || kind === 'moved' || kind === 'crossed-in' || kind === 'crossed-out';

const streamsOf = async (tx: Tx, sums: readonly MovedSum[], step: string, names: ReadonlyMap<string, string>) => {
  // Of two provinces of one deployment both have the crossing on their books: the one that took the child in tells it.
  const provinces = step === 'province' ? await listProvinces(tx) : new Set<string>();
  const known = (code: string | null): boolean => code !== null && provinces.has(provinceOf(code));
  const ends = sums
    .filter((sum) => isStream(sum) && !(sum.kind === 'crossed-out' && known(sum.otherCode)))
    .map((sum) => {
      const other = sum.otherCode;
      const from = sum.kind === 'crossed-in' && known(other) ? provinceOf(other ?? '') : sum.from;
      return {
        ...{ sum, from: endOf(from, sum.fromOutside, sum.kind === 'crossed-in' ? other : null) },
        to: endOf(sum.to, sum.toOutside, sum.kind === 'crossed-out' ? other : null),
      };
    });
  const far = ends.flatMap(({ from, to }) => [from.outsideCode, to.outsideCode]).filter((code) => code !== null);
  const farNames = await namesOfDivisions(tx, [...new Set(far)], 'full_name');
  const streams = new Map<string, { from: End; to: End; fromName: string; toName: string; children: number }>();
  for (const { from, to, sum } of ends) {
    const key = [from.code, from.outsideCode, to.code, to.outsideCode].join(' ');
    const nameOf = (end: End, said: string | null): string =>
      (end.outsideCode === null ? names.get(end.code) : farNames.get(end.outsideCode)) ??
      said ??
      end.outsideCode ??
      end.code;
    const before = streams.get(key);
    streams.set(key, {
      ...{ from, to, fromName: nameOf(from, sum.fromName), toName: nameOf(to, sum.toName) },
      children: (before?.children ?? 0) + sum.children,
    });
  }
  return [...streams.values()]
    .map(({ from, to, fromName, toName, children }) => ({ from: from.code, fromName, to: to.code, toName, children }))
    .sort((a, b) => b.children - a.children || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1));
};

/** Who went and who came in a period, by the units below a division, and the streams between them. */
export const readMovedTable = async (
  tx: Tx,
  actor: Actor,
  asked: { readonly division?: string | undefined; readonly period: string },
  now: Date,
) => {
  const place = await placeAsked(tx, actor, asked.division);
  const { code, name } = place.division;
  const period = daysOf(asked.period);
  const units = await countPresent(tx, place.step, code);
  const sums = await sumMoves(tx, actor.level, place.step, code, {
    ...period,
    schoolAgeBefore: schoolAgeBefore(localDate(now)),
  });
  const names = new Map(units.map((unit) => [unit.code, unit.name]));
  const gone = new Map<string, Record<GoneKind, number>>();
  const came = new Map<string, Record<CameKind, number>>();
  for (const sum of sums) {
    const went = goneKindOf(sum);
    if (sum.from !== null && went !== null) {
      const figures = gone.get(sum.from) ?? zeros(goneKinds);
      figures[went] += sum.children;
      figures['dropped-out'] += sum.droppedOut;
      gone.set(sum.from, figures);
    }
    const arrived = cameKindOf(sum);
    if (sum.to !== null && arrived !== null) {
      const figures = came.get(sum.to) ?? zeros(cameKinds);
      figures[arrived] += sum.children;
      came.set(sum.to, figures);
    }
  }
  const rows = units.map((unit) => ({
    ...{ code: unit.code, name: unit.name },
    gone: gone.get(unit.code) ?? zeros(goneKinds),
    came: came.get(unit.code) ?? zeros(cameKinds),
  }));
  return {
    ...place,
    at: now.toISOString(),
    period,
    rows,
    total: {
      ...{ code, name },
      gone: addAll(
        goneKinds,
        rows.map((row) => row.gone),
      ),
      came: addAll(
        cameKinds,
        rows.map((row) => row.came),
      ),
    },
    streams: await streamsOf(tx, sums, place.step, names),
  };
};
