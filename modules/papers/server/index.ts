import type { Handler } from '@xueqian/platform/handler.ts';
import { destructionHandlers } from './destruction-handlers.ts';
import { confirmationHandlers } from './handlers.ts';

export { applicationPrint, type PrintCall, type Printed } from './application-print.ts';
export { codesOfRecord, type StageCode } from './codes-of-papers.ts';
export { applicationHead, fileCells } from './file-cells.ts';
export type { FormWords } from './form-words.ts';
export { findPaperConfirmation } from './handlers.ts';
export { paperStreams } from './print.ts';
export { minuteOf } from './printing.ts';

export const paperHandlers: Handler[] = [...confirmationHandlers, ...destructionHandlers];
