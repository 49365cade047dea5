import type { Candidate } from './findings.ts';
import { exitCodeOf } from './steps.ts';
import type { Line } from './types.ts';

export const excerptLines = 20;
const width = 300;
/** The first failure gets most of the room; others are named. */
const room = 13;
const others = 4;

/** The lines of a candidate's own block: up to its rule's end, a verdict, or the length that the rule asks for. */
export function blockOf(candidate: Candidate): Line[] {
  const { rule, block } = candidate;
  const length = rule.take ?? 8;
  const lines: Line[] = [];
  for (const [index, line] of block.entries()) {
    if (index >= length) break;
    if (
      index > 0 &&
      (rule.until?.test(line.text) || exitCodeOf(line.text) !== undefined || line.echo)
    )
      break;
    lines.push(line);
  }
  while (lines.length > 1 && lines.at(-1)?.text.trim() === '') lines.pop();
  return lines;
}

/** The line that says why: the one that the rule finds, else the opening one. */
export function reasonOf(candidate: Candidate): Line {
  const { mark } = candidate.rule;
  const found =
    mark &&
    blockOf(candidate)
      .slice(1)
      .find((line) => mark.test(line.text));
  return found ?? candidate.line;
}

export function markedOf(candidate: Candidate): Line {
  return candidate.rule.markName ? candidate.line : reasonOf(candidate);
}

function leadOf(candidate: Candidate): Line[] {
  const { rule, before } = candidate;
  const wanted = rule.lead ?? 2;
  if (wanted === 0) return [];
  const lead = before.filter((line) => !line.echo && line.flag !== 'endgroup').slice(-wanted);
  while (lead.length > 0 && lead[0]?.text.trim() === '') lead.shift();
  return lead;
}

/** In order of how much a reader wants them: what is marked and what opened it, then what follows, then what led to it. */
function byWant(candidate: Candidate): Line[] {
  const block = blockOf(candidate);
  const reason = reasonOf(candidate);
  const at = block.indexOf(reason);
  return [
    candidate.line,
    reason,
    ...block.slice(at + 1, at + 4),
    ...leadOf(candidate).reverse(),
    ...block.slice(1),
  ];
}

/** Another tool's words say more than a fourth failure of the same kind. */
function oneOfEachKindFirst(winner: Candidate, rest: readonly Candidate[]): Candidate[] {
  const kinds = new Set([winner.rule]);
  const fresh = rest.filter(({ rule }) => !kinds.has(rule) && kinds.add(rule));
  return [...fresh, ...rest.filter((one) => !fresh.includes(one))];
}

/**
 * At most twenty lines, in the order of the log: the winner's block, then the heads of other failures, then, where little
 * is known, what the step said last.
 */
export function excerptOf(
  winner: Candidate,
  rest: readonly Candidate[],
  tail: readonly Line[],
): Line[] {
  const chosen = new Map<number, Line>();
  const add = (lines: readonly Line[], limit: number) => {
    for (const line of lines) if (chosen.size < limit) chosen.set(line.number, line);
  };
  add(byWant(winner), room);
  let named = 0;
  for (const other of oneOfEachKindFirst(winner, rest)) {
    if (named === others || chosen.size > excerptLines - 2) break;
    if (chosen.has(other.line.number)) continue;
    add([other.line, reasonOf(other)], excerptLines);
    named++;
  }
  add([...tail].reverse(), excerptLines);
  return [...chosen.values()].sort((a, b) => a.number - b.number);
}

/** Cut to what a message can show, the indent kept, tabs as spaces. */
export function shorten(text: string): string {
  const flat = text.replaceAll('\t', '  ');
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat;
}
