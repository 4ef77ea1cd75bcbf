import type { Handler } from '@xueqian/platform/handler.ts';
import { declarationHandlers as ownHandlers } from './handlers.ts';
import { kindHandlers } from './kind-handlers.ts';

export { findPaperRecord } from './handlers.ts';
export { endOpen as endOpenDeclarations } from './store.ts';
export { declarationTasks } from './tasks.ts';

export const declarationHandlers: Handler[] = [...kindHandlers, ...ownHandlers];

/** Names of constraints of this schema that a request can meet. */
export const declarationConstraints = {
  declaration_confirmed_by_another_person: 'declarations.decided-by-another',
} as const;
