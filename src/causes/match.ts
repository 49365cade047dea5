import { flagged } from './rules/general.ts';
import { allRules, quietRules } from './rules/index.ts';
import type { Line, Rule } from './types.ts';

/** Rules look at this much of a line: patterns stay cheap on hostile input. */
const matched = 400;
const shortest = 3;

/** The rules that match, weightiest first: those that want to see more than the line, and the first that does not. */
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

/** The script that GitHub echoes and what it prints for debugging are not what a tool said. */
function isSaid({ text, echo, flag }: Line): boolean {
  return text.length >= shortest && !echo && flag !== 'debug';
}

/** The rules that match a line as it comes by; without a spark only the quiet ones are asked. */
export function rulesOf(line: Line): Rule[] {
  if (!isSaid(line)) return [];
  const found = rulesFor(line.text, line.spark ? allRules : quietRules);
  return found.length === 0 && line.flag === 'error' ? [flagged] : found;
}

/** The rules that `rulesOf` did not ask about this line. */
export function otherRulesOf(line: Line): Rule[] {
  if (line.spark || !isSaid(line)) return [];
  return rulesFor(line.text).filter((rule) => !quietRules.includes(rule));
}
