/** What has to be sent while the session still holds. */
const keepers = new Set<() => Promise<unknown>>();

/** A form with unsent text says here how to send it; gives the way to take that back. */
export const keepBeforeSigningOut = (keep: () => Promise<unknown>): (() => void) => {
  keepers.add(keep);
  return () => void keepers.delete(keep);
};

/** Whoever signs out waits at most so long for what is sent, ms: without the line nobody is held back. */
const mostWaiting = 3000;

/** Sends what is unsent; never fails. */
export const keepAll = async (): Promise<void> => {
  if (keepers.size === 0) return;
  const enough = new Promise((resolve) => setTimeout(resolve, mostWaiting));
  await Promise.race([Promise.allSettled([...keepers].map((keep) => keep())), enough]);
};
