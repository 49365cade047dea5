import { type Block, lines } from '../../core/blocks.ts';
import { barChart, lineChart, pieChart } from '../../core/charts.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Inline } from '../../core/inline.ts';
import { count } from '../../core/text.ts';
import type { Day, Minutes, Report } from '../numbers.ts';
import { figure, minutes, percent, short } from './words.ts';

/** A picture with its facts in a sentence, which stands alone where the workspace draws no pictures. */
export type Picture = { chart: Block; sentence: Inline[] };

const workdays = 20;

/** The last twenty working days on which something ended that tells of health. */
function lastDays(days: readonly Day[]): Day[] {
  return days.filter(({ workday, green, red }) => workday && green + red > 0).slice(-workdays);
}

/** `23 Nov` of `2026-11-23`. */
function label({ date }: Pick<Day, 'date'>): string {
  const [, month, day] = date.split('-').map(Number);
  const names = [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ];
  return `${day} ${names[(month ?? 1) - 1]}`;
}

const runsOf = ({ green, red }: Day): number => green + red;
const shareOf = (day: Day): number => day.green / runsOf(day);

/** Those with at least half as many runs as the day in the middle: one that has only just begun says little. */
function tellingDays(days: readonly Day[]): Day[] {
  const inOrder = days.map(runsOf).sort((a, b) => a - b);
  const usual = inOrder[Math.floor(inOrder.length / 2)] ?? 0;
  return days.filter((day) => runsOf(day) * 2 >= usual);
}

/** How many of a day's runs passed. */
export function passRatePicture(days: readonly Day[]): Picture | undefined {
  const shown = lastDays(days);
  if (shown.length < 2) return undefined;
  const worst = tellingDays(shown).reduce((a, b) => (shareOf(b) < shareOf(a) ? b : a));
  const [green, all] = shown.reduce(
    ([sum, of], day) => [sum + day.green, of + day.green + day.red],
    [0, 0],
  );
  return {
    chart: lineChart({
      title: `Runs that passed, last ${shown.length} working days`,
      categories: shown.map(label),
      series: [{ name: 'Passed, %', values: shown.map((day) => shareOf(day) * 100) }],
      yLabel: 'Runs that passed, %',
    }),
    sentence: [
      `${percent(green / all)} of ${count(all, 'run')} passed in the last ${shown.length} working days; `,
      `the worst was ${label(worst)} with ${percent(shareOf(worst))}.`,
    ],
  };
}

const hour = 3_600_000;
const minute = 60_000;

/** How long what broke was red, by the day on which it was mended. */
export function timeToGreenPicture(days: readonly Day[]): Picture | undefined {
  const shown = lastDays(days);
  const red = shown.filter(({ timeToGreen }) => timeToGreen !== null);
  const [first] = red;
  if (!first || shown.length < 2) return undefined;
  const longest = red.reduce(
    (a, b) => ((b.timeToGreen ?? 0) > (a.timeToGreen ?? 0) ? b : a),
    first,
  );
  const inHours = (longest.timeToGreen ?? 0) >= 3 * hour;
  const unit = inHours ? 'hours' : 'minutes';
  const values = shown.map((day) => (day.timeToGreen ?? 0) / (inHours ? hour : minute));
  return {
    chart: barChart({
      title: `Time until green again, ${unit}`,
      categories: shown.map(label),
      series: [{ name: `Median, ${unit}`, values }],
      yLabel: `Median of the day, ${unit}`,
    }),
    sentence: [
      `Something was mended on ${count(red.length, 'day')} of these; `,
      `it took longest on ${label(longest)}: ${formatDuration(longest.timeToGreen ?? 0)}.`,
    ],
  };
}

/** Where the runners' minutes went. */
export function minutesPicture({ byWorkflow, wasted, total }: Minutes): Picture | undefined {
  const [largest] = byWorkflow.toSorted((a, b) => b.minutes - a.minutes);
  if (!largest || !total.value) return undefined;
  const several = new Set(byWorkflow.map(({ repository }) => repository)).size > 1;
  const parts = byWorkflow.map((each) => ({
    label: several
      ? `${each.repository.split('/')[1] ?? each.repository} ${each.workflow}`
      : each.workflow,
    value: each.minutes,
  }));
  const lost = wasted.cancelled.minutes + wasted.superseded.minutes + wasted.flaky.minutes;
  return {
    chart: pieChart('Where the minutes went', parts),
    sentence: [
      `${figure(total.value)} minutes of runners, most of them in ${largest.repository} · ${short(largest.workflow)} `,
      `(${percent(largest.minutes / total.value)})`,
      lost > 0 ? `; ${minutes(lost)} were wasted on ${wastedOn(wasted)}.` : '.',
    ],
  };
}

function wastedOn({ cancelled, superseded, flaky }: Minutes['wasted']): string {
  const parts = [
    { what: 'cancelled runs', many: cancelled.minutes },
    { what: 'runs that a newer push made pointless', many: superseded.minutes },
    { what: 'flaky failures', many: flaky.minutes },
  ];
  const named = parts.filter(({ many }) => many > 0).toSorted((a, b) => b.many - a.many);
  const words = named.map(({ what }) => what);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The two pictures of an edition: Slack draws no more in one message. */
export function pictures(report: Report, edition: 'daily' | 'weekly'): Picture[] {
  const second =
    edition === 'daily' ? timeToGreenPicture(report.days) : minutesPicture(report.minutes);
  return [passRatePicture(report.days), second ?? minutesPicture(report.minutes)].filter(
    (picture) => picture !== undefined,
  );
}

export const pictureBlocks = (all: readonly Picture[]): Block[] =>
  all.flatMap(({ chart, sentence }) => [chart, lines(sentence)]);
