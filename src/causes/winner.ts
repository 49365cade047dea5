import type { Candidate } from './findings.ts';
import type { Gathered } from './gather.ts';
import { learned } from './learn.ts';
import { lastWords } from './rules/general.ts';
import { failedStep, type Step } from './steps.ts';
import type { CauseContext, Line } from './types.ts';
import { rank } from './weigh.ts';

/** Others are named beside the winner from this weight on. */
const worthNaming = 50;
/** Below this the winner is a guess, so that the step's last words are shown too. */
const sure = 60;
/** What another step than the failed one said is the cause only where it leaves no doubt; npm counts vulnerabilities in every green one. */
const noDoubt = 30;
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
  return line && { rule: lastWords, step, line, before, block: [line] };
}

/** The candidate that is taken for the cause, and what the excerpt shows beside it. */
export type Choice = {
  winner: Candidate;
  rest: Candidate[];
  tail: Line[];
  exitCode: number | undefined;
};

/** The weightiest candidate, or, where no rule knows a thing, what the step that failed said last. */
export function chooseWinner(gathered: Gathered, context: CauseContext): Choice | undefined {
  const failed = failedStep(gathered.steps, context.failedSteps);
  const ranked = rank(gathered.findings.candidates(), {
    failed,
    lastKinds: gathered.findings.lastKinds(),
    known: (text) => context.knownLines?.has(learned(text)) ?? false,
    annotations: context.annotations ?? [],
  });
  const best = ranked.find((one) => one.candidate.rule.weight >= tellsNothing);
  const elsewhere = failed !== undefined && best?.candidate.step !== failed;
  const found = best !== undefined && best.weight > (elsewhere ? noDoubt : 0);
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
