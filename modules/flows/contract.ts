import { dayPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { cameKinds, goneKinds, movedKinds, presentKinds } from './kinds.ts';
import { periodOf, periodPattern } from './period.ts';

const count = z.number().int();
const figures = <K extends string>(kinds: readonly K[]) =>
  z.object(Object.fromEntries(kinds.map((kind) => [kind, count])) as Record<K, z.ZodNumber>);

/** A period by its key: `2026`, `2026-autumn`, `2026-11`, `2026-09-01_2026-10-15`; three years at most. */
export const period = z
  .string()
  .max(24)
  .regex(periodPattern)
  .refine((key) => {
    const days = periodOf(key);
    return days !== null && Number(days.until.slice(0, 4)) - Number(days.from.slice(0, 4)) <= 3;
  });
const division = z.string().max(12).optional();

const place = {
  division: z.object({ code: z.string(), name: z.string(), level: z.string() }),
  /** From my own office down to `division`. */
  trail: z.array(z.object({ code: z.string(), name: z.string() })),
  /** What the rows are. */
  step: z.enum(['province', 'prefecture', 'county', 'institution']),
  /** Instant at which the figures were true. */
  at: z.string(),
};
/** A unit below the division; `code` is the institution's id where the rows are institutions. */
const unit = { code: z.string(), name: z.string() };

const presentRow = z.object({
  ...unit,
  /** Children with a number that are here; those still on their way to one. */
  children: count,
  waiting: count,
  figures: figures(presentKinds),
});

/** Who is here: children with a number by what their files say, by the units below a division, now. */
export const readPresent = route({
  id: 'flows.read-present',
  method: 'GET',
  path: '/api/flows/present',
  permission: 'flows.read',
  audit: null,
  rate: 'read',
  input: z.object({ division }),
  output: z.object({ ...place, rows: z.array(presentRow), total: presentRow }),
});

const movedRow = z.object({ ...unit, gone: figures(goneKinds), came: figures(cameKinds) });

/**
 * Who went and who came in a period, by the units below a division, and the streams between them: `outside` is what lies
 * beyond the division, named where it is known.
 */
export const readMoved = route({
  id: 'flows.read-moved',
  method: 'GET',
  path: '/api/flows/moved',
  permission: 'flows.read',
  audit: null,
  rate: 'read',
  input: z.object({ division, period }),
  output: z.object({
    ...place,
    period: z.object({ from: z.string(), until: z.string() }),
    rows: z.array(movedRow),
    total: movedRow,
    streams: z.array(
      z.object({
        /** Code of a unit, or `outside`. */
        from: z.string(),
        fromName: z.string(),
        to: z.string(),
        toName: z.string(),
        children: count,
      }),
    ),
  }),
});

const institutionId = z.coerce.number().int().optional();

const presentChild = z.object({
  childId: z.number(),
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  institutionName: z.string(),
  className: z.string().nullable(),
  /** Code of field T; null where it is not asked. */
  leftBehind: z.string().nullable(),
  migrantWorker: z.boolean().nullable(),
  /** Of the household registration, in full; null where the file has none. */
  hukouPlace: z.string().nullable(),
  nationality: z.string(),
  /** Of a rest: the day until which it was to last. */
  restsUntil: z.string().nullable(),
  /** Without a class: the day since which the file says so. */
  since: z.string().nullable(),
});

/** The children behind a figure, of one institution or of a county. */
export const listPresent = route({
  id: 'flows.list-present',
  method: 'GET',
  path: '/api/flows/present-children',
  permission: 'flows.list',
  audit: null,
  rate: 'read',
  input: z.object({
    kind: z.enum(presentKinds),
    division,
    institutionId,
    after: z
      .string()
      .regex(/^\d{1,15}\|\d{1,15}$/)
      .nullish(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: pageOf(presentChild),
});

const movedChild = z.object({
  moveId: z.number(),
  childId: z.number(),
  /** Whether the file is in my scope now. */
  isSeen: z.boolean(),
  /** As it was called then. */
  name: z.string(),
  sex: z.string(),
  birthOn: z.string(),
  happenedOn: z.string(),
  kind: z.enum(movedKinds),
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  /** Left, and no institution has taken it in since. */
  isOpen: z.boolean(),
  /** Left and of preschool age still. */
  isDroppedOut: z.boolean(),
});

/** The children behind a figure of a period, the latest first. */
export const listMoved = route({
  id: 'flows.list-moved',
  method: 'GET',
  path: '/api/flows/moved-children',
  permission: 'flows.list',
  audit: null,
  rate: 'read',
  input: z.object({ ...dayPageInput, kind: z.enum(movedKinds), division, institutionId, period }),
  output: pageOf(movedChild),
});

export const tables = ['present', 'gone', 'came', 'matrix'] as const;
export type FlowTable = (typeof tables)[number];

/** GET: one of the tables as .xlsx. */
export const workbookPath = (table: FlowTable, division: string, key: string): string =>
  `/api/flows/workbook.xlsx?table=${table}&division=${encodeURIComponent(division)}&period=${encodeURIComponent(key)}`;
