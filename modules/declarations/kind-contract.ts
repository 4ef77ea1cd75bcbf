import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { handlings, kindKey } from './kind.ts';

const institutionKinds = z
  .array(z.enum(['111', '112', '119']))
  .min(1)
  .nullable();

/** Kinds that concern me, the national ones first: an institution's with what is asked of it, a department's with its own word. */
export const listKinds = route({
  id: 'declarations.list-kinds',
  method: 'GET',
  path: '/api/declaration-kinds',
  permission: 'declarations.read',
  audit: null,
  rate: 'read',
  input: z.object({}),
  output: z.array(
    z.object({
      kind: kindKey,
      /** Null: the words of the national list. */
      title: z.string().nullable(),
      what: z.string().nullable(),
      /** As it was laid down; for an institution, with what the offices above it have made stricter. */
      handling: z.enum(handlings),
      needsPapers: z.boolean(),
      divisions: z.array(z.object({ code: z.string(), name: z.string() })),
      institutionKinds: z.array(z.string()).nullable(),
      /** Null: national. */
      officeName: z.string().nullable(),
      revision: z.number(),
      isMine: z.boolean(),
      /** Whether it was laid down above me, so that I may make it stricter. */
      isFromAbove: z.boolean(),
      isEnded: z.boolean(),
      /** My own office's word, and whether an office above me has made it stricter already. */
      tightening: z.object({ isReviewed: z.boolean(), needsPapers: z.boolean() }).nullable(),
      upper: z.object({ handling: z.enum(handlings), needsPapers: z.boolean() }),
    }),
  ),
});

/** Lay down a kind, or change one of my own office. What is under way keeps what was asked of it. */
export const saveKind = route({
  id: 'declarations.save-kind',
  method: 'POST',
  path: '/api/declaration-kinds',
  permission: 'declarations.lay-down-kinds',
  audit: 'declarations.kind-saved',
  rate: 'write',
  input: z.object({
    /** Null: a new one. */
    kindId: z.number().int().nullable(),
    revision: z.number().int(),
    requestId: z.uuid(),
    title: z.string().trim().min(2).max(60),
    what: z.string().trim().min(2).max(500),
    handling: z.enum(handlings),
    needsPapers: z.boolean(),
    /** Empty: the whole jurisdiction. */
    divisions: z.array(z.string().max(12)).max(100),
    institutionKinds,
  }),
  output: z.object({ kindId: z.number(), revision: z.number() }),
});

/** Declared no more from now on, or again. */
export const endKind = route({
  id: 'declarations.end-kind',
  method: 'POST',
  path: '/api/declaration-kinds/:kindId/ending',
  permission: 'declarations.lay-down-kinds',
  audit: 'declarations.kind-ended',
  rate: 'write',
  input: z.object({ kindId: z.coerce.number().int(), revision: z.number().int(), ends: z.boolean() }),
  output: z.object({ revision: z.number() }),
});

/** Make a kind from above stricter for my jurisdiction; with neither mark, take that back. */
export const tightenKind = route({
  id: 'declarations.tighten-kind',
  method: 'POST',
  path: '/api/declaration-tightenings/:kind',
  permission: 'declarations.lay-down-kinds',
  audit: 'declarations.kind-tightened',
  rate: 'write',
  input: z.object({ kind: kindKey, isReviewed: z.boolean(), needsPapers: z.boolean() }),
  output: z.object({ isReviewed: z.boolean(), needsPapers: z.boolean() }),
});
