import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { type OutputOf, route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { telephone } from './application.ts';
import { idOf } from './contract.ts';

/** recorded 在册 · admitted 已准入 · closed 已关停 */
export const unlicensedStates = ['recorded', 'admitted', 'closed'] as const;

const shown = {
  name: z.string(),
  townCode: z.string().nullable(),
  address: z.string(),
  personInCharge: z.string(),
  children: z.number(),
  foundOn: z.string(),
  note: z.string().nullable(),
};

/** Institutions without a licence in my scope, the newest first. */
export const listUnlicensed = route({
  id: 'admission.list-unlicensed',
  method: 'GET',
  path: '/api/unlicensed-institutions',
  permission: 'admission.read',
  audit: null,
  rate: 'read',
  input: z.object({
    ...idPageInput,
    state: z.enum(unlicensedStates).optional(),
    text: z.string().trim().max(60).optional(),
  }),
  output: pageOf(
    z.object({
      id: z.number(),
      revision: z.number(),
      state: z.enum(unlicensedStates),
      countyName: z.string(),
      townName: z.string().nullable(),
      ...shown,
      phoneMasked: z.string().nullable(),
      closedReason: z.string().nullable(),
      /** Its application, when there is one that was not withdrawn. */
      applicationId: z.number().nullable(),
    }),
  ),
});

/** Records one, or mends the record; `phone` null: as it was. */
export const saveUnlicensed = route({
  id: 'admission.save-unlicensed',
  method: 'POST',
  path: '/api/unlicensed-institutions',
  permission: 'admission.take-in',
  audit: 'admission.unlicensed-saved',
  rate: 'write',
  input: z.object({
    unlicensedId: idOf.nullable(),
    revision: z.number().int().min(1).max(2_000_000_000).nullable(),
    name: z.string().trim().min(2).max(60),
    townCode: z.string().max(12).nullable(),
    address: z.string().trim().min(2).max(120),
    personInCharge: z.string().trim().min(2).max(36),
    phone: telephone.nullable(),
    children: z.number().int().min(0).max(5000),
    foundOn: z.iso.date(),
    note: z.string().trim().max(500).nullable(),
  }),
  output: z.object({ unlicensedId: z.number() }),
});

/** It works no more. */
export const closeUnlicensed = route({
  id: 'admission.close-unlicensed',
  method: 'POST',
  path: '/api/unlicensed-institutions/:unlicensedId/closing',
  permission: 'admission.take-in',
  audit: 'admission.unlicensed-closed',
  rate: 'write',
  input: z.object({
    unlicensedId: idOf,
    revision: z.number().int().min(1).max(2_000_000_000),
    reason: z.string().trim().min(2).max(500),
  }),
  output: z.object({}),
});

export type UnlicensedRow = OutputOf<typeof listUnlicensed>['rows'][number];
