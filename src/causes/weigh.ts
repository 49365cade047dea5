import type { Candidate } from './findings.ts';
import type { Step } from './steps.ts';
import type { Annotation, Category } from './types.ts';

/** What speaks for or against a candidate beside its rule's own weight. */
export const weights = {
  /** GitHub flags the line as an error; a warning is not why a step fails. */
  flaggedError: 8,
  flaggedWarning: -45,
  /** In a step that did not fail, or that cleans up, or after the step's verdict. */
  otherStep: -50,
  cleanup: -60,
  afterVerdict: -40,
  /** Among the last words before the verdict: counts for words that many tools share. */
  lastWords: 12,
  nearEnd: 6,
  /** The line says that it is not about this failure. */
  decoy: -45,
  /** The last green log said it too. */
  known: -40,
  /** Of the kind that the step's tools spoke of last: what ended it, where an earlier tool was allowed to fail. */
  lastKind: 5,
  /** GitHub shows it on the change. */
  annotated: 10,
} as const;

/** Below this a rule shares its words with lines that are harmless; further below, with so many that its place counts. */
const sharedWords = 86;
const commonWords = 70;

/** Lines that talk of failures without being one, each kind with a line that shows it. */
export const decoys: readonly { when: RegExp; sample: string }[] = [
  {
    when: /^(?!.{0,300}\b[1-9]\d{0,8} (?:errors?|failures?|failed)).{0,300}\b(?:0|no) (?:errors?|failures?|failed|fatal|problems?|issues?)\b/i,
    sample: 'Found 0 errors.',
  },
  {
    when: /^(?!.{0,300}\b(?:errors?|failures?|failed)['"]?[:=] ?[1-9]).{0,300}\b(?:errors?|failures?|failed|fatal)['"]?[:=] ?0\b/i,
    sample: 'errors: 0',
  },
  {
    when: /^\s{0,12}(?:✓|✔|√|ok\b|PASS\b|\[PASS\]|\[ {7}OK \])/,
    sample: '✓ throws an error without a region',
  },
  {
    when: /(?:PASSED|SKIPPED|XFAIL|\bok)(?:\s{1,40}\[ *\d+%\])?$|\.\.\. ok$/,
    sample: 'tests/test_error.py::test_error PASSED [ 12%]',
  },
  {
    when: /^\s{0,8}(?:[\w.-]{1,40} (?=Warning ))?(?:\[?(?:WARN(?:ING)?|[Ww]arn(?:ing)?|INFO|info|DEBUG|debug|TRACE|notice)\]?\b|npm (?:warn|WARN|notice))/,
    sample: 'WARNING: error reporting is off',
  },
  {
    when: /\bdeprecat|DeprecationWarning|FutureWarning|ExperimentalWarning|PendingDeprecation/i,
    sample: 'DeprecationWarning: the errors module is going away',
  },
  { when: /^\s{0,4}\+{1,4} \S|^\[command\]|^\$ \S/, sample: '+ test 1 = 0 || fail' },
  {
    when: /^(?:Get:\d+|Selecting|Preparing|Unpacking|Setting up|Downloading|Downloaded|Installing|Compiling|Checking|Collecting|Fetching|Requirement already|Copying|Adding|Created|creating|Building|Extracting|inflating:|remote: (?:Counting|Compressing))\b/,
    sample: 'Unpacking liberror-perl (0.17029-1) ...',
  },
  {
    when: /^\s{0,40}at [\w$.<>[\]/ ]{1,200}\(|^\s{2,40}File "|^\s{1,40}from \S{1,200}:\d+:in /,
    sample: '    at Object.failed (src/error.ts:4:2)',
  },
  {
    when: /continue-on-error|fail-fast|failOnError|ignore.{0,20}error|error-prone|on-error|errors?-as|--?no-?fail|set -e|pipefail|if-no-files-found/i,
    sample: '  continue-on-error: true',
  },
  {
    when: /^(?:Failed to (?:save|restore)|Unable to (?:reserve|save) cache|Cache (?:not found|service)|Failed to get git)/i,
    sample: 'Failed to save: Unable to reserve cache with key node',
  },
  {
    when: /\bretry(?:ing)?\b|will (?:try|be retried)|attempt \d+ (?:of|\/)|\(attempt \d/i,
    sample: 'connect failed, retrying in 5 s',
  },
  {
    when: /^\{.{0,300}"(?:level|severity|lvl|l)" ?: ?"?(?:error|ERROR|50)/,
    sample: '{"level":"error","msg":"no region"}',
  },
  {
    when: /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\d\d:\d\d:\d\d[.,:]|\[\d\d:\d\d:\d\d\])[\d:.,Z+\- ]{0,20}\S{0,60}\s{0,4}\[?(?:ERROR|WARN|FATAL|error)\b/,
    sample: '2025-01-02 03:04:05,678 ERROR main - no region',
  },
  {
    when: /^(?:ERROR|WARNING|CRITICAL):[\w.-]{1,60}:/,
    sample: 'ERROR:inventree:Error creating new object',
  },
  {
    when: /expected (?:error|failure|exception)|simulat\w{1,6} (?:error|failure)|intentional|\(expected\)|mock(?:ed)? (?:error|failure)|test error\b/i,
    sample: 'Error: simulated failure for the test',
  },
  {
    when: /^\[ERROR\] (?:-> \[Help|\[Help \d|To see the full|Re-run Maven|For more information|After correcting|$)/,
    sample: '[ERROR] Re-run Maven using the -X switch to enable full debug logging.',
  },
  { when: /Process completed with exit code 0\b/, sample: 'Process completed with exit code 0.' },
];

export function isDecoy(text: string): boolean {
  const head = text.slice(0, 400);
  return decoys.some((decoy) => decoy.when.test(head));
}

/** What the weighing needs to know beside the candidates. */
export type Scales = {
  failed: Step | undefined;
  lastKinds: ReadonlyMap<Step, Category>;
  known: (text: string) => boolean;
  annotations: readonly Annotation[];
};

function place(candidate: Candidate, { failed }: Scales): number {
  const { step, line, rule } = candidate;
  let sum = 0;
  if (step.post) sum += weights.cleanup;
  else if (failed && step !== failed) sum += weights.otherStep;
  const end = step.verdict?.number;
  if (end !== undefined && line.number > end) sum += weights.afterVerdict;
  const last = step.lastWords ?? end;
  if (rule.weight < commonWords && last !== undefined && line.number <= last) {
    if (last - line.number <= 3) sum += weights.lastWords;
    else if (last - line.number <= 12) sum += weights.nearEnd;
  }
  return sum;
}

/** How much says that this candidate is the cause. */
export function weigh(candidate: Candidate, scales: Scales): number {
  const { line, rule } = candidate;
  let sum: number = rule.weight + place(candidate, scales);
  if (line.flag === 'error') sum += weights.flaggedError;
  if (line.flag === 'warning') sum += weights.flaggedWarning;
  if (rule.weight < sharedWords && isDecoy(line.text)) sum += weights.decoy;
  if (scales.lastKinds.get(candidate.step) === rule.category) sum += weights.lastKind;
  if (scales.known(line.text)) sum += weights.known;
  const text = line.text.trim();
  if (text.length > 8 && scales.annotations.some((one) => one.message.includes(text)))
    sum += weights.annotated;
  return sum;
}

/** The weightiest candidates first, the earlier first among equals. */
export function rank(
  candidates: readonly Candidate[],
  scales: Scales,
): { candidate: Candidate; weight: number }[] {
  return candidates
    .map((candidate) => ({ candidate, weight: weigh(candidate, scales) }))
    .sort((a, b) => b.weight - a.weight || a.candidate.line.number - b.candidate.line.number);
}
