/** The time, handed in, so that tests can say what time it is. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: Date.now };
