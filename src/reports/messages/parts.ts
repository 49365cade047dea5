import { type Block, context, lines, section } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, code, emoji, type Inline, mention } from '../../core/inline.ts';
import { count } from '../../core/text.ts';
import type { Change, FollowUp, OpenIncident, Saving } from '../numbers.ts';
import type { Progress } from '../targets.ts';
import { runsButton } from './evidence.ts';
import { inUnit, minutes, money, percent, place } from './words.ts';

/** Where the runs behind a number are found: the digest's key. */
type Told = { key: string; now: number };

/** The part of a digest under one heading: a line, and a button that opens its runs. */
type Line = { words: Inline[]; evidence?: string };

export function part(heading: string, all: readonly Line[], told: Told, note?: Inline[]): Block[] {
  if (all.length === 0) return [];
  return [
    lines([bold(heading)]),
    ...all.map(({ words, evidence }) =>
      section(words, evidence === undefined ? undefined : runsButton(told.key, evidence)),
    ),
    ...(note ? [context(note)] : []),
  ];
}

/** What is red, since when, and who has it. */
export const redLine = (open: OpenIncident, now: number): Line => ({
  words: [
    emoji('red_circle'),
    ' ',
    ...place(open),
    ` has been red for ${formatDuration(now - open.redSince)}`,
    open.redRuns > 1 ? `, ${count(open.redRuns, 'run')}` : '',
    ...(open.acknowledgedBy === null
      ? ['. Nobody has it yet.']
      : ['. ', mention(open.acknowledgedBy), ' has it.']),
  ],
  evidence: `red:${open.id}`,
});

/** What went beyond its usual range. */
export const changeLine = (change: Change, index: number): Line => ({
  words: [
    emoji(change.direction === 'worse' ? 'warning' : 'white_check_mark'),
    ' ',
    ...(change.where ? place(change.where) : ['All together']),
    ` ${changeWords(change)}`,
  ],
  evidence: `change:${index}`,
});

export function changeWords({ what, value, of, before, unit }: Change): string {
  const [now, usual] = [inUnit(value, unit), inUnit(before, unit)];
  switch (what) {
    case 'pass_rate':
      return `passed ${now} of ${count(of, 'run')}, usually ${usual}.`;
    case 'run_time':
      return `takes ${now}, usually ${usual}.`;
    case 'queue_time':
      return `waits ${now} for a runner, usually ${usual}.`;
    case 'time_to_green':
      return `was red for ${now} until it was mended, usually ${usual}.`;
    case 'incidents':
      return `broke ${times(value)}, usually ${times(before)}.`;
  }
}

function times(many: number): string {
  const whole = Math.round(many);
  return ['never', 'once', 'twice'][whole] ?? `${whole} times`;
}

/** Something to mend, with what that would save. */
export const fixLine = (saving: Saving, index: number): Line => ({
  words: [`${index + 1}.  `, ...place(saving.where), ' ', ...fixWords(saving)],
  evidence: `fix:${index}`,
});

function fixWords({ kind, minutes: many, cost, of }: Saving): Inline[] {
  const price = cost >= 0.01 ? ` (${money(cost)})` : '';
  const saves: Inline[] = [bold(`${minutes(many)}${price}`)];
  switch (kind) {
    case 'red':
      return ['was red ', times(of), of === 1 ? ', for ' : ', in all for ', ...saves, '.'];
    case 'flaky':
      return [
        'fails by chance: ',
        ...saves,
        ` went into ${count(of, 'job')} that had to run again.`,
      ];
    case 'superseded':
      return [
        'finishes runs that a newer push made pointless: ',
        ...saves,
        '. Set ',
        code('cancel-in-progress: true'),
        ' in its workflow’s concurrency.',
      ];
    case 'cancelled':
      return ['is cancelled halfway: ', ...saves, ` in ${count(of, 'job')}.`];
    case 'queue':
      return ['waits for runners: ', ...saves, ` in ${count(of, 'run')}. Give it more of them.`];
    case 'slow':
      return ['has grown slower: ', ...saves, ` more in ${count(of, 'run')}.`];
  }
}

const verdicts: Readonly<Record<FollowUp['verdict'], readonly [sign: string, word: string]>> = {
  gone: ['tada', 'is mended'],
  better: ['white_check_mark', 'is better'],
  same: ['heavy_minus_sign', 'is as it was'],
  worse: ['warning', 'is worse'],
};

/** What became of what last week's digest said to mend first. */
export function followLine({ where, verdict, minutes: was, now }: FollowUp): Line {
  const [sign, word] = verdicts[verdict];
  const then = verdict === 'gone' ? '' : `, ${minutes(now)} now`;
  return {
    words: [emoji(sign), ' ', ...place(where), ` ${word}: ${minutes(was)} last week${then}.`],
  };
}

/** Whatever the span of the report around it. */
export const targetsHeading = 'Targets, by the last seven days';

/** How a repository stands against a target. */
export function targetLine(progress: Progress): Line {
  const { repository, measure, goal, value, of, state } = progress;
  const sign = { met: 'white_check_mark', missed: 'warning', unknown: 'white_circle' }[state];
  const rate = measure === 'pass_rate';
  const wanted = `target ${rate ? percent(goal) : formatDuration(goal)}`;
  const nothing = rate ? 'has not run' : 'had nothing to mend';
  if (value === null) {
    return { words: [emoji(sign), ' ', bold(repository), ` ${nothing}. ${cap(wanted)}.`] };
  }
  const reached = rate
    ? ` passes ${percent(value)} of ${count(of, 'run')}, ${wanted}`
    : ` takes ${formatDuration(value)} to be green again, ${wanted}`;
  const few = state === 'unknown' ? ': too few to tell' : '';
  return { words: [emoji(sign), ' ', bold(repository), `${reached}${few}.`] };
}

const cap = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const andMore = (many: number, what: string, where: Inline): Inline[] | undefined =>
  many === 0 ? undefined : [`and ${count(many, what)} more: `, where];
