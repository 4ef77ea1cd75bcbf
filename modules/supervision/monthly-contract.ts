import { idPageInput, pageOf } from '@xueqian/kernel/paging.ts';
import { route } from '@xueqian/kernel/route.ts';
import { z } from 'zod';
import { monthlyFigures } from './monthly.ts';

const row = z.object({ id: z.number(), month: z.string(), madeOn: z.string(), isRead: z.boolean() });

/** The messages of my office, the newest month first. */
export const listMonthly = route({
  id: 'supervision.list-monthly',
  method: 'GET',
  path: '/api/monthly-messages',
  permission: 'supervision.read-monthly',
  audit: null,
  rate: 'read',
  input: z.object(idPageInput),
  output: pageOf(row),
});

/** One of them, as it was told. */
export const readMonthly = route({
  id: 'supervision.read-monthly',
  method: 'GET',
  path: '/api/monthly-messages/:messageId',
  permission: 'supervision.read-monthly',
  audit: null,
  rate: 'read',
  input: z.object({ messageId: z.coerce.number().int() }),
  output: row.extend({ officeName: z.string(), level: z.string(), figures: monthlyFigures }),
});

/** I have opened it: the bell speaks of it no more. */
export const receiveMonthly = route({
  id: 'supervision.receive-monthly',
  method: 'POST',
  path: '/api/monthly-messages/:messageId/receipt',
  permission: 'supervision.read-monthly',
  audit: 'supervision.monthly-received',
  rate: 'write',
  input: z.object({ messageId: z.coerce.number().int() }),
  output: z.object({ isRead: z.boolean() }),
});
