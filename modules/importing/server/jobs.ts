/** Names of the jobs of this module. */
export const checkJob = 'importing.check';
export const commitJob = 'importing.commit';

/** What a job of an import is told. */
export type ImportJob = { readonly importId: number; readonly accountId: number };
