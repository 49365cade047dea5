import { cleanLine } from './clean.ts';
import { type Candidate, createFindings, type Findings } from './findings.ts';
import { otherRulesOf, rulesOf } from './match.ts';
import { exitCodeOf, follow, newSteps, type Step, type Steps } from './steps.ts';
import { totalOf } from './totals.ts';
import type { Line } from './types.ts';
import type { Sink } from './window.ts';

export type Gathered = {
  steps: Steps;
  findings: Findings;
  /** How many failures a step's tool counted in the end. */
  totals: Map<Step, number>;
  /** What each step said last, for a log in which no rule finds a thing. */
  tails: Map<Step, Line[]>;
};

const beforeLines = 12;
const blockLines = 40;
/** Before a verdict every rule is asked about as many lines, also where they hold no spark. */
const verdictLines = 40;
const tailsKept = 200;

/** A candidate whose block still grows; it counts once its rule has seen what it needs. */
type Open = { candidate: Candidate; counts: boolean };

type Gathering = Gathered & { recent: Line[]; open: Open[] };

/** Lets a candidate count from the line on that shows what its rule needs. */
function settle({ findings }: Gathering, open: Open, lines: readonly Line[]): void {
  const { needs } = open.candidate.rule;
  if (open.counts || (needs && !lines.some((line) => needs.test(line.text)))) return;
  open.counts = true;
  findings.keep(open.candidate);
}

/** Hands a line to the blocks that are open, and closes those that it ends. */
function extend(gathering: Gathering, line: Line): void {
  for (const open of gathering.open) {
    open.candidate.block.push(line);
    settle(gathering, open, [line]);
  }
  gathering.open = gathering.open.filter(({ candidate: { rule, block } }) => {
    const ends = line.text !== '' && rule.until?.test(line.text);
    return block.length < blockLines && !ends;
  });
}

/** Opens a block for each rule that matches the line. */
function begin(gathering: Gathering, line: Line): void {
  for (const rule of rulesOf(line)) {
    const before = gathering.recent.slice(-beforeLines);
    const step = gathering.steps.current;
    const open: Open = { candidate: { rule, step, line, before, block: [line] }, counts: false };
    gathering.open.push(open);
    settle(gathering, open, [...before, line]);
  }
}

/** At a verdict: asks about the lines before it also the rules that were spared. */
function reconsider(gathering: Gathering): void {
  const { recent, steps } = gathering;
  for (const [at, line] of recent.entries()) {
    for (const rule of otherRulesOf(line)) {
      const before = recent.slice(Math.max(0, at - beforeLines), at);
      const block = recent.slice(at);
      const candidate = { rule, step: steps.current, line, before, block };
      settle(gathering, { candidate, counts: false }, [...before, ...block]);
    }
    line.spark = true;
  }
}

function forgetContext(gathering: Gathering): void {
  gathering.open = [];
  gathering.recent = [];
}

function takeLine(gathering: Gathering, line: Line): void {
  const { steps, totals, tails, recent } = gathering;
  const total = line.spark ? totalOf(line.text) : undefined;
  if (total !== undefined) totals.set(steps.current, total);
  if (line.flag === 'error' && !tails.has(steps.current) && tails.size < tailsKept) {
    tails.set(steps.current, [...recent, line]);
  }
  if (line.flag === 'error' || exitCodeOf(line.text) !== undefined) reconsider(gathering);
  if (line.flag === 'endgroup') return;
  extend(gathering, line);
  begin(gathering, line);
  recent.push(line);
  if (recent.length > verdictLines) recent.shift();
}

/** Gathers candidates from the lines that `scan` shows; `result` is what was found. */
export function createGatherer(): { sink: Sink; result(): Gathered } {
  const steps = newSteps();
  const found = { findings: createFindings(), totals: new Map(), tails: new Map() };
  const gathering: Gathering = { steps, ...found, recent: [], open: [] };
  const sink: Sink = {
    line(raw, number, spark) {
      const cleaned = cleanLine(raw);
      const step = steps.current;
      follow(steps, cleaned, number);
      if (step !== steps.current) forgetContext(gathering);
      const { text, flag } = cleaned;
      takeLine(gathering, { number, text, flag, echo: steps.echo || flag === 'group', spark });
    },
    gap: () => forgetContext(gathering),
  };
  const result = () => {
    if (gathering.tails.size === 0) gathering.tails.set(steps.current, gathering.recent);
    return gathering;
  };
  return { sink, result };
}
