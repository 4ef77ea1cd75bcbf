import type { Handler } from '@xueqian/platform/handler.ts';
import { destructionHandlers } from './destruction-handlers.ts';
import { confirmationHandlers } from './handlers.ts';

export { findPaperConfirmation } from './handlers.ts';
export { paperStreams } from './print.ts';

export const paperHandlers: Handler[] = [...confirmationHandlers, ...destructionHandlers];
