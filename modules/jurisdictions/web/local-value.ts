import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { readLocalPolicy } from '../contract.ts';

/** One rule as its jurisdiction may lay it down. */
export type LocalValue = OutputOf<typeof readLocalPolicy>['values'][number];
