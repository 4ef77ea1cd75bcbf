import type { Handler, StreamHandler } from '@xueqian/platform/handler.ts';
import { answerHandlers } from './answer-handlers.ts';
import { answersWorkbook } from './answers-workbook.ts';
import { formHandlers as ownHandlers } from './form-handlers.ts';

export { findPaperAnswer } from './answer-store.ts';
export { openRounds } from './rounds.ts';
export { formTasks } from './tasks.ts';

export const formHandlers: Handler[] = [...ownHandlers, ...answerHandlers];
export const formStreams: StreamHandler[] = [answersWorkbook];
