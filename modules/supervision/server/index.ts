import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { annualHandlers } from './annual-handlers.ts';
import { annualWorkbook } from './annual-workbook.ts';
import { checklistHandlers } from './checklist-handlers.ts';
import { findingHandlers } from './finding-handlers.ts';
import { findingsWorkbook } from './finding-workbook.ts';
import { inspectionHandlers } from './inspection-handlers.ts';
import { monthlyHandlers } from './monthly.ts';
import { rectificationHandlers } from './rectification-handlers.ts';
import { termHandlers } from './term-handlers.ts';

export { tellMonth } from './monthly.ts';
export { type NightJob, nightJob, planNight, workNight } from './night.ts';
export { findPaperRecord } from './rectification-handlers.ts';
export { refreshAll, refreshFindings } from './refresh.ts';
export { supervisionTasks } from './tasks.ts';

export const supervisionHandlers: Handler[] = [
  ...findingHandlers,
  ...termHandlers,
  ...rectificationHandlers,
  ...checklistHandlers,
  ...inspectionHandlers,
  ...annualHandlers,
  ...monthlyHandlers,
];
export const supervisionStreams: StreamHandler[] = [findingsWorkbook, annualWorkbook];
