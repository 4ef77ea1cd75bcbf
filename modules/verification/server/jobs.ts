/** The work of making a batch, of looking through a file of answers, and of taking it in. */
export const makeJob = 'verification.make';
export const checkAnswersJob = 'verification.check';
export const applyAnswersJob = 'verification.apply';

/** Done in the role of whoever planned it. */
export type VerificationJob = { readonly id: number; readonly accountId: number };
