import { redact, redactLines } from '../core/redact.ts';
import { categorise } from './categorise.ts';
import { excerptOf, markedOf, reasonOf, shorten } from './excerpt.ts';
import type { Candidate } from './findings.ts';
import { hashOf, normalise } from './fingerprint.ts';
import { createGatherer, type Gathered } from './gather.ts';
import { defaultLimits, openLog, UnreadableLog } from './open.ts';
import { filesIn, testsIn } from './places.ts';
import { scan } from './scan.ts';
import type { Category, Cause, CauseContext } from './types.ts';
import { chooseWinner } from './winner.ts';

/** More than this without a single line end is no log, whatever words are in it. */
const longestOnlyLine = 1024 ** 2;

/** What makes this failure this one: the kind, the test, the line that opens it and the one that says why. */
function identityOf(winner: Candidate, category: Category, tests: readonly string[]): string {
  const lines = new Set([winner.line, reasonOf(winner)].map((line) => line.text));
  const test = category === 'test' ? tests.slice(0, 1) : [];
  return [category, ...test, ...lines].map((text) => normalise(redact(text))).join(' | ');
}

/** Kinds of which tools count the cases in the end; a count of lines would say more or less than there are. */
const counted: readonly Category[] = ['test', 'types', 'lint', 'compile'];

function moreOf(gathered: Gathered, { rule, step }: Candidate): number {
  const total = counted.includes(rule.category) ? gathered.totals.get(step) : undefined;
  return Math.max(0, (total ?? gathered.findings.countOf(rule, step)) - 1);
}

function causeFrom(gathered: Gathered, context: CauseContext): Cause | undefined {
  const choice = chooseWinner(gathered, context);
  if (!choice) return undefined;
  const { winner, exitCode } = choice;
  const lines = excerptOf(winner, choice.rest, choice.tail);
  const marked = markedOf(winner);
  const texts = redactLines(lines.map((line) => line.text));
  const kind = categorise(winner, lines, exitCode);
  const tests = testsIn(texts);
  const normalised = identityOf(winner, kind.category, tests);
  return {
    job: context.job,
    ...(winner.step.index > 0 || winner.step.verdict ? { step: redact(winner.step.name) } : {}),
    ...(exitCode === undefined ? {} : { exitCode }),
    lines: lines.map((line, index) => ({
      text: shorten(texts[index] ?? ''),
      marked: line === marked,
      number: line.number,
    })),
    more: moreOf(gathered, winner),
    category: kind.category,
    evidence: shorten(redact(kind.evidence)),
    fingerprint: hashOf(normalised),
    normalised,
    rule: winner.rule.name,
    files: filesIn(texts),
    tests,
    readable: true,
  };
}

function unreadable(context: CauseContext, why: string): Cause {
  const normalised = `unreadable | ${why}`;
  return {
    job: context.job,
    lines: [],
    more: 0,
    category: 'unknown',
    evidence: `Could not read the log: ${why}`,
    fingerprint: hashOf(normalised),
    normalised,
    rule: 'unreadable',
    files: [],
    tests: [],
    readable: false,
  };
}

/**
 * Reads a job's log once, in bounded memory, and says why the job failed. Never throws for what the log holds: a log that
 * is no text gives a cause with `readable: false`. Errors of the source itself are thrown.
 */
export async function readCause(
  source: AsyncIterable<Uint8Array>,
  context: CauseContext,
): Promise<Cause> {
  const gatherer = createGatherer();
  try {
    const bytes = openLog(source, { ...defaultLimits, ...context.limits });
    const read = await scan(bytes, gatherer.sink);
    if (read.bytes === 0) return unreadable(context, 'It is empty.');
    if (read.lines === 0 && read.bytes > longestOnlyLine) {
      const size = Math.round(read.bytes / 1024 ** 2);
      return unreadable(context, `It is one line of ${size} MB.`);
    }
    const cause = causeFrom(gatherer.result(), context);
    return cause ?? unreadable(context, 'It holds no line that could be shown.');
  } catch (error) {
    if (error instanceof UnreadableLog) return unreadable(context, error.message);
    throw error;
  }
}
