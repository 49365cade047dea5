import type { Outcome } from './facts.ts';

const red: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure']);

/** What an outcome says about a stream: broken, healthy, or nothing. */
export function isRed(outcome: Outcome | null): boolean {
  return outcome !== null && red.has(outcome);
}

/** See {@link isRed}. */
export function isGreen(outcome: Outcome | null): boolean {
  return outcome === 'success';
}
