import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { findingHandlers } from './finding-handlers.ts';
import { findingsWorkbook } from './finding-workbook.ts';
import { termHandlers } from './term-handlers.ts';

export { type NightJob, nightJob, planNight, workNight } from './night.ts';
export { refreshAll, refreshFindings } from './refresh.ts';

export const supervisionHandlers: Handler[] = [...findingHandlers, ...termHandlers];
export const supervisionStreams: StreamHandler[] = [findingsWorkbook];
