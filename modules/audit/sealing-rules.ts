/** Minutes that an entry may wait for its seal; the sealer comes every few seconds, so more is a fault. */
export const mostMinutesUnsealed = 10;

/** Whether the sealing of the trail has come to a halt: the oldest entry without a seal (null: none) is too old. */
export const isSealingLate = (oldestWaitingAt: Date | null, now: Date): boolean =>
  oldestWaitingAt !== null && now.getTime() - oldestWaitingAt.getTime() > mostMinutesUnsealed * 60_000;
