import { redact, redactLines } from '../core/redact.ts';
import { categorise } from './categorise.ts';
import { excerptOf, markedOf, reasonOf, shorten } from './excerpt.ts';
import { hashOf, normalise } from './fingerprint.ts';
import { type Candidate, createGatherer, type Gathered } from './gather.ts';
import { defaultLimits, openLog, UnreadableLog } from './open.ts';
import { filesIn, testsIn } from './places.ts';
import { lastWords } from './rules/general.ts';
import { scan } from './scan.ts';
import { failedStep, type Step } from './steps.ts';
import type { Category, Cause, CauseContext, Line } from './types.ts';
import { rank } from './weigh.ts';

/** Others are named beside the winner from this weight on. */
const worthNaming = 50;
/** Below this the winner is a guess, so that the step's last words are shown too. */
const sure = 60;
/** Rules below this only know summaries and GitHub's last word: what the step itself said last is no worse. */
const tellsNothing = 15;

/** Not a rule of dashes, nor a command that the shell shows before it runs it. */
const saysSomething = ({ text }: Line) => /\p{L}{3}|\w\.\w/u.test(text) && !text.startsWith('+ ');

/** The winner where no rule found anything: the last line that the step printed. */
function lastCandidate(gathered: Gathered, failed: Step | undefined): Candidate | undefined {
  const step = failed ?? gathered.steps.current;
  const tail = gathered.tails.get(step) ?? [...gathered.tails.values()].at(-1) ?? [];
  const said = tail.filter((line) => line.text.trim() !== '' && !line.echo);
  const line = said.findLast((one) => one.flag !== 'error' && saysSomething(one)) ?? said.at(-1);
  const before = said.filter((one) => line && one.number < line.number);
  return line && { rule: lastWords, step, line, before, block: [line], settled: true };
}

/** More than this without a single line end is no log, whatever words are in it. */
const longestOnlyLine = 1024 ** 2;

type Choice = { winner: Candidate; rest: Candidate[]; tail: Line[]; exitCode: number | undefined };

function choose(gathered: Gathered, context: CauseContext): Choice | undefined {
  const failed = failedStep(gathered.steps, context.failedSteps);
  const ranked = rank(gathered.candidates, {
    failed,
    lastKinds: gathered.lastKinds,
    known: (text) => context.knownLines?.has(normalise(text)) ?? false,
    annotations: context.annotations ?? [],
  });
  const best = ranked.find((one) => one.candidate.rule.weight >= tellsNothing);
  const found = best !== undefined && best.weight > 0;
  const winner = found ? best.candidate : lastCandidate(gathered, failed);
  if (!winner) return undefined;
  const { step } = winner;
  const rest = ranked.filter(
    (one) => one.candidate.step === step && one.weight >= worthNaming && one.candidate !== winner,
  );
  const guess = !found || best.weight < sure;
  return {
    winner,
    rest: rest.map((one) => one.candidate),
    tail: guess ? (gathered.tails.get(step) ?? []).filter((line) => !line.echo) : [],
    exitCode: (failed ?? step).verdict?.exitCode,
  };
}

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
  return Math.max(0, (total ?? gathered.countOf(rule, step)) - 1);
}

function causeFrom(gathered: Gathered, context: CauseContext): Cause | undefined {
  const choice = choose(gathered, context);
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
