import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { findingHandlers } from './finding-handlers.ts';
import { findingsWorkbook } from './finding-workbook.ts';

export { refreshAll, refreshFindings } from './refresh.ts';

export const supervisionHandlers: Handler[] = [...findingHandlers];
export const supervisionStreams: StreamHandler[] = [findingsWorkbook];
