import { watched } from './watched.ts';

/** Whether the last attempt to reach the server failed; shown as a banner until a reply comes. */
export const connectionLost = watched(false);

/** A call waits here when the session has ended, until the person has signed in again or gives up. */
type Waiting = { readonly resume: () => void; readonly giveUp: () => void };

const waiting: Waiting[] = [];

/** True while the page asks to sign in again; what was typed stays on the page. */
export const sessionEnded = watched(false);

/** Resolves after signing in again; rejects when the person gives up. */
export const signedInAgain = (): Promise<void> => {
  const promise = new Promise<void>((resume, reject) => {
    waiting.push({ resume, giveUp: () => reject(new Error('gave up')) });
  });
  sessionEnded.set(true);
  return promise;
};

export const resumeSession = (): void => {
  sessionEnded.set(false);
  for (const call of waiting.splice(0)) call.resume();
};

export const giveUpSession = (): void => {
  sessionEnded.set(false);
  for (const call of waiting.splice(0)) call.giveUp();
};
