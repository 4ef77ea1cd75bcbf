import { type Handler, handler } from '@xueqian/platform/handler.ts';
import * as routes from '../contract.ts';
import { readMovedTable, readPresentTable } from './figures.ts';
import { listMovedOf, listPresentOf } from './lists.ts';

export { readMovedTable, readPresentTable } from './figures.ts';
export { flowStreams } from './streams.ts';

export const flowHandlers: Handler[] = [
  handler(routes.readPresent, (call, { division }) => readPresentTable(call.tx, call.actor, division, call.now)),
  handler(routes.readMoved, (call, asked) => readMovedTable(call.tx, call.actor, asked, call.now)),
  handler(routes.listPresent, listPresentOf),
  handler(routes.listMoved, listMovedOf),
];
