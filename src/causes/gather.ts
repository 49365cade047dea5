import { cleanLine } from './clean.ts';
import { flagged } from './rules/general.ts';
import { allRules, quietRules } from './rules/index.ts';
import { exitCodeOf, follow, newSteps, type Step, type Steps } from './steps.ts';
import { totalOf } from './totals.ts';
import type { Category, Line, Rule } from './types.ts';
import type { Sink } from './window.ts';

/** A line that may be the cause, with what stands around it. */
export type Candidate = {
  rule: Rule;
  step: Step;
  line: Line;
  before: Line[];
  /** From `line` on. */
  block: Line[];
  /** What its rule needs to see was seen. */
  settled: boolean;
};

/** All that one rule found in one step: the first few and the last, and how many there were. */
type Findings = {
  first: Candidate[];
  last?: Candidate;
  count: number;
  told: Set<string>;
  lastNumber: number;
};

export type Gathered = {
  steps: Steps;
  candidates: Candidate[];
  /** How often a rule spoke in a step, each failure once. */
  countOf(rule: Rule, step: Step): number;
  /** How many failures a step's tool counted in the end. */
  totals: Map<Step, number>;
  /** The kind of failure that a step's tools spoke of last, in words that are theirs. */
  lastKinds: Map<Step, Category>;
  /** What the step said last, for a log in which no rule finds a thing. */
  tails: Map<Step, Line[]>;
  seen: number;
};

const beforeLines = 12;
/** Before GitHub's verdict every rule is asked about as many lines, also where they hold no spark. */
const verdictLines = 40;
const blockLines = 40;
const firstKept = 4;
const findingsKept = 600;
/** Rules look at this much of a line: patterns stay cheap on hostile input. */
const matched = 400;

/** The rules that match, the weightiest first: the first that is content with the line, and those above it that want to see more. */
export function rulesFor(text: string, rules: readonly Rule[] = allRules): Rule[] {
  const head = text.length > matched ? text.slice(0, matched) : text;
  const found: Rule[] = [];
  for (const rule of rules) {
    if (rule.cue && !rule.cue.some((word) => head.includes(word))) continue;
    if (!rule.when.test(head)) continue;
    found.push(rule);
    if (!rule.needs) break;
  }
  return found;
}

type Gathering = {
  steps: Steps;
  findings: Map<string, Findings & { rule: Rule; step: Step }>;
  recent: Line[];
  open: Candidate[];
  tails: Map<Step, Line[]>;
  totals: Map<Step, number>;
  seen: number;
};

function keep(gathering: Gathering, candidate: Candidate): void {
  const key = `${candidate.step.index} ${candidate.rule.name}`;
  let found = gathering.findings.get(key);
  if (!found) {
    if (gathering.findings.size >= findingsKept) forget(gathering);
    found = {
      first: [],
      count: 0,
      told: new Set(),
      lastNumber: 0,
      rule: candidate.rule,
      step: candidate.step,
    };
    gathering.findings.set(key, found);
  }
  const told = candidate.line.text.trim().slice(0, 120);
  if (!found.told.has(told)) {
    found.count++;
    if (found.told.size < 500) found.told.add(told);
  }
  found.lastNumber = candidate.line.number;
  if (found.first.length < firstKept) found.first.push(candidate);
  else found.last = candidate;
}

/** Drops what says least, so that memory stays bounded in a log of very many steps. */
function forget(gathering: Gathering): void {
  const sorted = [...gathering.findings].sort(([, a], [, b]) => b.rule.weight - a.rule.weight);
  gathering.findings = new Map(sorted.slice(0, findingsKept / 2));
}

/** A candidate whose rule needs to see more counts from the line on that shows it. */
function settle(gathering: Gathering, candidate: Candidate, line: Line): void {
  if (candidate.settled || !candidate.rule.needs?.test(line.text)) return;
  candidate.settled = true;
  keep(gathering, candidate);
}

function extend(gathering: Gathering, line: Line): void {
  for (const candidate of gathering.open) {
    candidate.block.push(line);
    settle(gathering, candidate, line);
  }
  gathering.open = gathering.open.filter(
    (one) =>
      one.block.length < blockLines && !(line.text !== '' && one.rule.until?.test(line.text)),
  );
}

function remember(gathering: Gathering, line: Line): void {
  gathering.recent.push(line);
  if (gathering.recent.length > verdictLines) gathering.recent.shift();
}

function rulesOf(line: Line): Rule[] {
  if (line.text.length < 3 || line.echo || line.flag === 'debug') return [];
  const found = rulesFor(line.text, line.spark ? allRules : quietRules);
  return found.length === 0 && line.flag === 'error' ? [flagged] : found;
}

function take(gathering: Gathering, line: Line): void {
  const step = gathering.steps.current;
  extend(gathering, line);
  for (const rule of rulesOf(line)) {
    const before = gathering.recent.slice(-beforeLines);
    const candidate: Candidate = { rule, step, line, before, block: [line], settled: !rule.needs };
    gathering.open.push(candidate);
    if (candidate.settled) keep(gathering, candidate);
    else for (const one of [...before, line]) settle(gathering, candidate, one);
  }
  remember(gathering, line);
}

/** At a verdict: asks all rules about the lines before it that were shown to the quiet ones only. */
function reconsider(gathering: Gathering): void {
  const { recent, steps } = gathering;
  for (const [at, line] of recent.entries()) {
    if (line.spark || line.text.length < 3 || line.echo) continue;
    for (const rule of rulesFor(line.text).filter((one) => !quietRules.includes(one))) {
      const before = recent.slice(Math.max(0, at - beforeLines), at);
      const block = recent.slice(at);
      const { needs } = rule;
      if (needs && ![...before, ...block].some((one) => needs.test(one.text))) continue;
      keep(gathering, { rule, step: steps.current, line, before, block, settled: true });
    }
    line.spark = true;
  }
}

function closeAll(gathering: Gathering): void {
  gathering.open = [];
  gathering.recent = [];
}

/** Gathers candidates from the lines that `scan` shows; `result` is what was found. */
export function createGatherer(): { sink: Sink; result(): Gathered } {
  const gathering: Gathering = {
    steps: newSteps(),
    findings: new Map(),
    recent: [],
    open: [],
    tails: new Map(),
    totals: new Map(),
    seen: 0,
  };
  const sink: Sink = {
    line(raw, number, spark) {
      const cleaned = cleanLine(raw);
      const before = gathering.steps.current;
      follow(gathering.steps, cleaned, number);
      const step = gathering.steps.current;
      if (step !== before) closeAll(gathering);
      const { text, flag } = cleaned;
      const line: Line = {
        number,
        text,
        flag,
        step: step.index,
        echo: gathering.steps.echo || flag === 'group',
        spark,
      };
      gathering.seen++;
      const total = spark ? totalOf(text) : undefined;
      if (total !== undefined) gathering.totals.set(step, total);
      if (flag === 'error' && !gathering.tails.has(step) && gathering.tails.size < 200) {
        gathering.tails.set(step, [...gathering.recent, line]);
      }
      if (flag === 'error' || exitCodeOf(text) !== undefined) reconsider(gathering);
      if (flag !== 'endgroup') take(gathering, line);
    },
    gap() {
      closeAll(gathering);
    },
  };
  return { sink, result: () => resultOf(gathering) };
}

function resultOf(gathering: Gathering): Gathered {
  const all = [...gathering.findings.values()];
  const counts = new Map(
    all.map((found) => [`${found.step.index} ${found.rule.name}`, found.count]),
  );
  if (gathering.tails.size === 0) gathering.tails.set(gathering.steps.current, gathering.recent);
  return {
    steps: gathering.steps,
    candidates: all.flatMap((found) => (found.last ? [...found.first, found.last] : found.first)),
    countOf: (rule, step) => counts.get(`${step.index} ${rule.name}`) ?? 0,
    lastKinds: lastKindsOf(all),
    tails: gathering.tails,
    totals: gathering.totals,
    seen: gathering.seen,
  };
}

/** Rules from this weight on use words that no other tool prints. */
const ownWords = 80;

function lastKindsOf(all: readonly (Findings & { rule: Rule; step: Step })[]): Map<Step, Category> {
  const sorted = all
    .filter((found) => found.rule.weight >= ownWords)
    .sort((a, b) => a.lastNumber - b.lastNumber);
  return new Map(sorted.map((found) => [found.step, found.rule.category]));
}
