import type { Page } from '@xueqian/ui/page.ts';

/** Pages of a kindergarten's own work. */
export const kindergartenPages: readonly Page[] = [];
