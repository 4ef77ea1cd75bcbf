import type { OutputOf } from '@xueqian/kernel/route.ts';
import type { ImportView, listProblemGroups } from '../contract.ts';

/** Problems of one cause, and a value that mends them all. */
export type Group = OutputOf<typeof listProblemGroups>[number];
export type Correction = ImportView['corrections'][number];
