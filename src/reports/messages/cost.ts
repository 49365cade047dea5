import { type Block, context, lines, section, table } from '../../core/blocks.ts';
import { bold, code, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { count } from '../../core/text.ts';
import type { Minutes, Report } from '../numbers.ts';
import { openButton } from './evidence.ts';
import { held, jobsNote } from './known.ts';
import { minutesPicture, pictureBlocks } from './pictures.ts';
import { figure, minutes, money, percent, place, placeName, short, spanOf } from './words.ts';

/** Where runner minutes went in the period, what they cost and what of them was wasted. */
export function minutesMessage(
  { minutes: spent, period, known }: Pick<Report, 'minutes' | 'period' | 'known'>,
  repositories: readonly string[],
): Message {
  const { total, cost, byWorkflow } = spent;
  if (!total.value) {
    const line = `No job has run in the last ${spanOf(period)}.`;
    const hint: Inline[] = [
      'Minutes are counted from jobs: ',
      code('npm run backfill'),
      ' reads those of the past.',
    ];
    return message([line], [lines([line]), context(hint)]);
  }
  const price = cost.value ? `, about ${money(cost.value)}` : '';
  const usual = total.trend.before === null ? '' : ` Usually ${figure(total.trend.before)}.`;
  const summary = `${figure(total.value)} minutes of runners in ${spanOf(period)}${price}.${usual}`;
  const picture = minutesPicture(spent);
  const most = byWorkflow.toSorted((a, b) => b.minutes - a.minutes).slice(0, 10);
  const rows = most.map((each) => [
    [placeName(each)],
    [figure(each.minutes)],
    [money(each.cost)],
    [each.wasted.minutes > 0 ? figure(each.wasted.minutes) : '–'],
  ]);
  return message(
    [summary, ' ', ...(picture?.sentence ?? [])],
    [
      lines([bold(summary)]),
      ...held(jobsNote({ period, known })),
      ...(picture ? pictureBlocks([picture]) : []),
      ...wasteBlocks(spent),
      table(['Workflow', 'Minutes', 'Cost', 'Wasted minutes'], rows),
      ...runnerBlocks(spent),
      lines([bold('The runs behind')]),
      ...most
        .slice(0, 5)
        .map((each, nth) =>
          section(
            [...place(each), ` · ${minutes(each.minutes)}`],
            openButton(
              { evidence: each.evidence, repositories: [each.repository], title: placeName(each) },
              { nth: String(nth) },
            ),
          ),
        ),
      ...(repositories.length === 1
        ? [context(['Type ', code(`/ci slow ${repositories[0]}`), ' for what is slow there.'])]
        : []),
    ],
  );
}

/** What was spent for nothing, and what to do about it. */
function wasteBlocks({ wasted, wastedMinutes, total }: Minutes): Block[] {
  if (!wastedMinutes.value) return [];
  const { cancelled, superseded, flaky } = wasted;
  const share = percent(wastedMinutes.value / (total.value || 1));
  const rows: Inline[][] = [
    [bold(`${minutes(wastedMinutes.value)} of them (${share}) did nobody any good`)],
    ...line(flaky.minutes, 'failures by chance'),
    ...line(
      superseded.minutes,
      'runs that a newer push had made pointless',
      'cancel-in-progress: true',
    ),
    ...line(cancelled.minutes, 'runs that were cancelled halfway'),
  ];
  return [lines(...rows)];
}

const line = (many: number, what: string, mend?: string): Inline[][] =>
  many === 0
    ? []
    : [['•  ', `${minutes(many)} in ${what}`, ...(mend ? [': set ', code(mend)] : [])]];

/** Prices of a minute have parts of a cent. */
const perMinute = (rate: number): string =>
  `$${rate.toLocaleString('en', { maximumFractionDigits: 4 })}`;

function runnerBlocks({ byRunner }: Minutes): Block[] {
  const named = byRunner.toSorted((a, b) => b.minutes - a.minutes).slice(0, 6);
  const words = named.map(({ labels, minutes: many, rate }) => {
    const price = rate === null ? 'no price known' : `${perMinute(rate)} a minute`;
    return `${short(labels)}: ${count(Math.round(many), 'minute')}, ${price}`;
  });
  return words.length === 0 ? [] : [context([words.join(' · ')])];
}
