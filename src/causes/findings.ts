import type { Step } from './steps.ts';
import type { Category, Line, Rule } from './types.ts';

/** A line that may be the cause, with what stands around it. */
export type Candidate = {
  rule: Rule;
  step: Step;
  line: Line;
  before: Line[];
  /** From `line` on. */
  block: Line[];
};

/** All that one rule found in one step: the first few, the last, and how many there were. */
type Finding = {
  rule: Rule;
  step: Step;
  first: Candidate[];
  last?: Candidate;
  lastNumber: number;
  count: number;
  /** What was counted, so that a summary that repeats it is not counted again. */
  told: Set<string>;
};

export type Findings = {
  keep(candidate: Candidate): void;
  candidates(): Candidate[];
  /** How often a rule spoke in a step, each failure once. */
  countOf(rule: Rule, step: Step): number;
  /** The kind of failure that each step's tools spoke of last, in words that are theirs. */
  lastKinds(): Map<Step, Category>;
};

const firstKept = 4;
const findingsKept = 600;
const toldKept = 100;
const toldLength = 100;
/** Rules from this weight on use words that no other tool prints. */
const ownWords = 80;

const keyOf = (rule: Rule, step: Step) => `${step.index} ${rule.name}`;

function add(finding: Finding, candidate: Candidate): void {
  const told = candidate.line.text.trim().slice(0, toldLength);
  if (!finding.told.has(told)) {
    finding.count++;
    if (finding.told.size < toldKept) finding.told.add(told);
  }
  finding.lastNumber = candidate.line.number;
  if (finding.first.length < firstKept) finding.first.push(candidate);
  else finding.last = candidate;
}

/** Remembers what the rules found, in bounded memory: in a log of very many steps what says least is forgotten. */
export function createFindings(): Findings {
  let found = new Map<string, Finding>();
  const forget = () => {
    const sorted = [...found].sort(([, a], [, b]) => b.rule.weight - a.rule.weight);
    found = new Map(sorted.slice(0, findingsKept / 2));
  };
  return {
    keep(candidate) {
      const { rule, step } = candidate;
      const key = keyOf(rule, step);
      let finding = found.get(key);
      if (!finding) {
        if (found.size >= findingsKept) forget();
        finding = { rule, step, first: [], lastNumber: 0, count: 0, told: new Set() };
        found.set(key, finding);
      }
      add(finding, candidate);
    },
    candidates: () =>
      [...found.values()].flatMap(({ first, last }) => (last ? [...first, last] : first)),
    countOf: (rule, step) => found.get(keyOf(rule, step))?.count ?? 0,
    lastKinds() {
      const own = [...found.values()].filter(({ rule }) => rule.weight >= ownWords);
      const sorted = own.sort((a, b) => a.lastNumber - b.lastNumber);
      return new Map(sorted.map(({ step, rule }) => [step, rule.category]));
    },
  };
}
