import { actions, type Block, type Choice, lines, menu, table } from '../../core/blocks.ts';
import { bold } from '../../core/inline.ts';
import { type DigestFacts, type NumberName, numberNames, numbersOf } from '../digest.ts';
import type { Metric } from '../numbers.ts';
import { inUnit, shown, spanOf } from './words.ts';

/** What each number is called, in words for a manager. */
const names: Readonly<Record<NumberName, string>> = {
  pass_rate: 'Runs that passed',
  time_to_green: 'Time until green again',
  time_to_acknowledge: 'Time until somebody has it',
  opened: 'Workflows that broke',
  closed: 'Workflows mended',
  minutes: 'Runner time',
  wasted: 'Runner time wasted',
  cost: 'Cost of runners',
  waiting: 'Handoffs waiting',
  accepted_in_time: 'Handoffs accepted in time',
  pages: 'Pages in a shift',
  deploys: 'Deployments',
  lead_time: 'From commit to production',
  change_failures: 'Deployments that failed',
  time_to_restore: 'Time to restore service',
};

/** The numbers beside what is usual, and a menu that opens what is behind each. */
export function numbersTable(facts: DigestFacts, key: string): Block[] {
  const numbers = numbersOf(facts);
  if (numbers.length === 0) return [];
  const rows = numbers.map(({ name, metric }) => [
    [names[name]],
    [bold(shown(metric))],
    [usually(metric)],
  ]);
  const choices = numbers
    .filter(({ metric }) => opens(metric))
    .map(({ name }): Choice => ({ text: names[name], value: `${key} number:${name}` }));
  return [
    lines([bold('The numbers')]),
    table(['What', `Last ${spanOf(facts.recent.period)}`, 'Usually'], rows),
    ...bandLines(facts),
    ...(choices.length > 0
      ? [actions('report.numbers', menu('report.runs', 'Show what is behind a number', choices))]
      : []),
  ];
}

/** A number that rests on nothing opens nothing. */
const opens = ({ evidence, of }: Metric): boolean =>
  'ids' in evidence ? evidence.ids.length > 0 : of > 0;

/** What the list of what is behind something of a digest is called, by the name of its evidence. */
export function behindTitle(evidence: string): string {
  const [kind, name] = evidence.split(':', 2);
  const number = numberNames.find((each) => each === name);
  if (kind === 'number' && number) return `“${names[number]}”`;
  return kind === 'red' ? 'this red build' : 'this line';
}

/** Of so few runs or incidents no share and no time says anything. */
const fewest = 5;

/** A mere difference is no news: only what is beyond its usual range is better or worse. */
function usually({ value, trend, unit, of }: Metric): string {
  if (trend.before === null) return '–';
  const usual = inUnit(trend.before, unit);
  const few = value !== null && of < fewest && (unit === 'share' || unit === 'ms');
  const judged = trend.unusual && (trend.direction === 'better' || trend.direction === 'worse');
  if (judged) return `${usual}, so ${trend.direction}`;
  return few ? `${usual}, too few to tell` : usual;
}

/** Where the team stands among those whom DORA asked. */
function bandLines({ recent }: DigestFacts): Block[] {
  const { deploys } = recent;
  if (!deploys) return [];
  const said = [
    { what: 'deployments', band: deploys.frequency.band },
    { what: 'lead time', band: deploys.leadTime.band },
    { what: 'failed deployments', band: deploys.failureRate.band },
    { what: 'time to restore', band: deploys.timeToRestore.band },
  ].flatMap(({ what, band }) => (band === null ? [] : [`${what} ${band}`]));
  if (said.length === 0) return [];
  return [lines([`By the DORA report of ${deploys.year}: ${said.join(', ')}.`])];
}
