import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { listClasses } from '../contract.ts';

/** A class as the pages of classes show it. */
export type ClassView = OutputOf<typeof listClasses>[number];
