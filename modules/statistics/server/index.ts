import { type Handler, handler } from '@xueqian/platform/handler.ts';
import { readAnnex2 } from '../contract.ts';
import { readTable } from './annex2.ts';

export { nation, placeAsked, readTable } from './annex2.ts';
export { figuresOf } from './figures-of.ts';
export { saveBaselines } from './store.ts';
export { statisticsStreams } from './streams.ts';

export const statisticsHandlers: Handler[] = [
  handler(readAnnex2, (call, input) => readTable(call.tx, call.actor, input.division, call.now)),
];
