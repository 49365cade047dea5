/**
 * The words that failures are told with, in any case. Only lines near one of them are decoded and shown to the rules, so
 * that the rest of a log costs no more than a search. At least five letters each.
 */
export const sparkWords: readonly string[] = [
  'error',
  'failed',
  'failure',
  'failing',
  'fatal',
  'panic',
  'denied',
  'exception',
  'cannot',
  'could not',
  'unable',
  'killed',
  'traceback',
  'timed out',
  'o such ',
  'ot found',
  'undefined',
  'invalid',
  'missing',
  'refused',
  'aborted',
  'segmentation',
  'exceeded',
  'rejected',
  'conflict',
  'violation',
  'unexpected',
  'mismatch',
  'would reformat',
  'cancelled',
  'unhealthy',
];

/** Signs that are found fast each by itself. The first are GitHub's own marks: they carry the structure. */
export const sparkSigns: readonly string[] = ['##[', 'FAIL', '● ', '✗', '✘', '✖', '×'];
export const markSign = 0;

/** Lines decoded around a spark: what led to it, and what it says. */
export const around = { before: 10, after: 24 };
/** Before GitHub's verdict stands what the tool said last. */
export const aroundError = { before: 60, after: 24 };
/** Right after a step's script is echoed stands what it said first. */
export const aroundStart = { before: 1, after: 30 };

/** Whether a line holds what `scan` looks for. */
export function hasSpark(line: string): boolean {
  const lower = line.toLowerCase();
  return (
    sparkWords.some((word) => lower.includes(word)) ||
    sparkSigns.some((sign) => line.includes(sign))
  );
}
