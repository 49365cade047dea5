/**
 * The words that failures are told with, in any case. Only lines near one of them are decoded and shown to the rules, so
 * that the rest of a log costs no more than a search. At least four letters each.
 */
export const sparkWords: readonly string[] = [
  'error',
  'fail',
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
  'o such',
  'ot found',
  'undefined',
  'invalid',
  'missing',
  'refused',
  'abort',
  'segmentation',
  'exceeded',
  'rejected',
  'conflict',
  'violation',
  'unexpected',
  'mismatch',
  '.py:',
  '.go:',
];

/** Signs that are found fast each by itself. The first are GitHub's own marks: they carry the structure. */
export const sparkSigns: readonly string[] = ['##[', '● ', '✗', '✘', '✖', '×', '➤ YN'];
export const markSign = 0;

/** Lines decoded around a spark: what led to it, and what it says. */
export const around = { before: 10, after: 24 };
/** Before GitHub's verdict stands what the tool said last. */
export const aroundError = { before: 60, after: 24 };
/** Right after a step's script is echoed stands what it said first. */
export const aroundStart = { before: 1, after: 30 };
