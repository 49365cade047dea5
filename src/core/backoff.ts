const firstMs = 1_000;
const mostMs = 5 * 60_000;
const most = 12;

/**
 * When to try again after `attempts` failed ones, or null when it is enough. The wait is a random
 * part of a limit that doubles up to five minutes ("full jitter" in "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015), so that what failed together does not come back together.
 * `random` answers a number from 0 up to 1.
 */
export function retryAt(options: {
  attempts: number;
  now: number;
  random: () => number;
}): number | null {
  const { attempts, now, random } = options;
  if (attempts >= most) return null;
  const limit = Math.min(mostMs, firstMs * 2 ** Math.max(0, attempts - 1));
  return now + Math.ceil(random() * limit);
}
