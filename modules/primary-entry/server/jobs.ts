/** The work of making a list, and of taking a file of answers in. */
export const makeListJob = 'primary-entry.make';
export const applyEntryAnswersJob = 'primary-entry.apply';
export const primaryEntryJobs = [makeListJob, applyEntryAnswersJob] as const;

/** Done in the role of whoever planned it. */
export type PrimaryEntryJob = { readonly id: number; readonly accountId: number };
