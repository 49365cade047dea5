import { reasonOf } from './excerpt.ts';
import type { Candidate } from './findings.ts';
import { hinted, lineHints, stepHints } from './hints.ts';
import { rulesFor } from './match.ts';
import type { Category, Line } from './types.ts';

/** Where no line tells the kind of failure, the exit code may. */
const categoryOfExit: Record<number, { category: Category; evidence: string }> = {
  124: { category: 'timeout', evidence: 'Exit code 124: the command ran out of time.' },
  126: { category: 'permission', evidence: 'Exit code 126: the command may not be run.' },
  127: { category: 'configuration', evidence: 'Exit code 127: the command was not found.' },
  137: { category: 'memory', evidence: 'Exit code 137: killed, most often for its memory.' },
  143: { category: 'cancelled', evidence: 'Exit code 143: the process was told to end.' },
};

/** The kind of failure, and the line that told it. */
export type Kind = { category: Category; evidence: string };

/** From this weight on a rule that says unknown means it: the log does not tell. */
const ownWords = 80;

/** Below this a rule knows only that something was said last. */
const tellsNothing = 5;

/** A test that could not even load what it needs: a package, not one of the project's own files. */
const missingPackage = /Cannot find (?:module|package) '?[^./' ]|No module named '?[a-z]/;

/** The category and the line that made it: the winner's own, else the first line of the excerpt that some rule knows. */
export function categorise(
  winner: Candidate,
  lines: readonly Line[],
  exitCode: number | undefined,
): Kind {
  const reason = reasonOf(winner);
  const { category } = winner.rule;
  if (category === 'test' && missingPackage.test(reason.text)) {
    return { category: 'dependency', evidence: reason.text };
  }
  if (category !== 'unknown' || winner.rule.weight >= ownWords)
    return { category, evidence: reason.text };
  for (const line of [reason, ...lines]) {
    const known = rulesFor(line.text).find((rule) => !rule.needs && rule.category !== 'unknown');
    if (known) return { category: known.category, evidence: line.text };
  }
  const byExit = exitCode === undefined ? undefined : categoryOfExit[exitCode];
  if (byExit) return byExit;
  return byWords(winner, reason.text) ?? { category: 'unknown', evidence: 'The log does not say.' };
}

/** What the words of the line tell, then those of the step's name; the vaguest words of the line come last. */
function byWords({ rule, step }: Candidate, text: string): Kind | undefined {
  const line = rule.weight < tellsNothing ? undefined : hinted(lineHints, text);
  const inName = hinted(stepHints, step.name);
  if (line && (line !== 'configuration' || !inName)) return { category: line, evidence: text };
  return inName && { category: inName, evidence: `The step that failed: ${step.name}` };
}
