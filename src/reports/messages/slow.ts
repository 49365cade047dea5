import { type Block, context, lines, section, table } from '../../core/blocks.ts';
import { barChart } from '../../core/charts.ts';
import { formatDuration } from '../../core/duration.ts';
import { bold, code, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { count, list } from '../../core/text.ts';
import type { Bottleneck, PathJob } from '../critical-path.ts';
import type { Report, Slow } from '../numbers.ts';
import { openButton } from './evidence.ts';
import { held, jobsNote, usuallyNote } from './known.ts';
import { place, placeName, short, spanOf } from './words.ts';

type Held = Pick<Report, 'period' | 'known'>;

const minute = 60_000;
/** The p95, in words that fit a chart. */
const tail = '1 in 20 takes longer';

/** What is gained by less is not worth anybody's time. */
const worthMs = 5_000;

/** The slowest workflows of several repositories, with how long each queues. */
export function slowList(report: Held & Pick<Report, 'slow'>, about: string): Message {
  const slow = report.slow.workflows;
  const [first] = slow;
  if (!first) return nothingGreen(report, about);
  const summary = `The slowest in ${about}: ${halfOf(first)}.`;
  const shown = slow.slice(0, 8);
  return message(
    [summary],
    [
      lines([bold(summary)]),
      context(usuallyNote(report), ...jobsNote(report)),
      barChart({
        title: 'Slowest workflows, minutes',
        categories: shown.map(({ repository, workflow }) => `${own(repository)} ${workflow}`),
        series: [
          { name: 'Half take longer', values: shown.map(({ run }) => run.p50 / minute) },
          { name: tail, values: shown.map(({ run }) => run.p95 / minute) },
        ],
        yLabel: 'Minutes',
      }),
      table(
        ['Workflow', 'Half take longer', tail, 'Waits for a runner', 'Usually'],
        shown.map((each) => [
          [placeName(each)],
          [formatDuration(each.run.p50)],
          [formatDuration(each.run.p95)],
          [each.queue ? formatDuration(each.queue.p50) : '–'],
          [usual(each)],
        ]),
      ),
      ...shown.slice(0, 5).map((each, nth) => runsOf(each, nth)),
      context(['Type ', code(`/ci slow ${first.repository}`), ' for the job that holds it up.']),
    ],
  );
}

const halfOf = (slow: Slow): string => {
  const { p50, of } = slow.run;
  return of === 1
    ? `the one green run of ${placeName(slow)} took ${formatDuration(p50)}`
    : `half of the ${of} green runs of ${placeName(slow)} take longer than ${formatDuration(p50)}`;
};

const usual = ({ before, unusual }: Slow): string => {
  if (!before) return '–';
  return `${formatDuration(before.p50)}${unusual ? ` (${unusual} than usual)` : ''}`;
};

const runsOf = (each: Slow, nth: number): Block =>
  section(
    [...place(each), ` · ${count(each.run.of, 'green run')}`],
    openButton(
      { evidence: each.evidence, repositories: [each.repository], title: placeName(each) },
      { nth: String(nth) },
    ),
  );

/** What the end of one workflow waits for, and what would be gained where. */
export function bottleneckMessage(
  found: Bottleneck,
  { report, others }: { report: Held & Pick<Report, 'slow'>; others: readonly string[] },
): Message {
  const name: Inline[] = place(found);
  const total = `takes ${formatDuration(found.total)} (half of ${count(found.of, 'green run')} longer). `;
  const advice = adviceOf(found);
  const jobs = found.jobs.slice(0, 10);
  return message(
    [...name, ` ${total}${advice}`],
    [
      lines([...name, ` ${total}`, bold(advice)]),
      ...held(jobsNote(report)),
      barChart({
        title: 'Where its time goes, minutes',
        categories: jobs.map(({ job }) => job),
        series: [
          { name: 'Waits for a runner', values: jobs.map(({ queue }) => queue / minute) },
          { name: 'Runs', values: jobs.map(({ run }) => run / minute) },
        ],
        yLabel: 'Minutes, median',
      }),
      lines(['What holds it up: ', bold(found.path.map(short).join(' → ')), '.']),
      table(
        ['Job', 'After', 'Waits for a runner', 'Runs', 'Ends the run', 'Gain without it'],
        jobs.map((job) => jobRow(job, found)),
      ),
      ...stepsOf(report, found),
      section(
        ['The green runs that this was read from'],
        openButton({
          ...{ evidence: found.evidence, repositories: [found.repository] },
          title: placeName(found),
        }),
      ),
      ...othersOf(found.repository, others),
    ],
  );
}

function jobRow(job: PathJob, { of }: Bottleneck): Inline[][] {
  return [
    [short(job.job)],
    [job.after.length === 0 ? 'nothing' : list(job.after.map(short))],
    [formatDuration(job.queue)],
    [formatDuration(job.run)],
    [`${job.critical} of ${of}`],
    [job.gain < worthMs ? '–' : formatDuration(job.gain)],
  ];
}

const mostSteps = 6;

/** Where the time of its slowest jobs goes. */
function stepsOf({ slow }: Pick<Report, 'slow'>, found: Bottleneck): Block[] {
  const steps = slow.steps.filter(
    ({ repository, workflowId }) =>
      repository === found.repository && workflowId === found.workflowId,
  );
  if (steps.length === 0) return [];
  // Slack takes one table in a message, and the jobs have it.
  return [
    lines(
      [bold('Its slowest steps')],
      ...steps
        .slice(0, mostSteps)
        .map((each): Inline[] => [
          `•  ${short(each.job ?? '')} › ${short(each.step ?? '')}: half take longer than `,
          ...[bold(formatDuration(each.run.p50)), `, 1 in 20 than ${formatDuration(each.run.p95)}`],
          each.before ? `, usually ${usual(each)}.` : '.',
        ]),
    ),
  ];
}

/** The one thing to do: the most gained, by a quicker job or by a runner that is there at once. */
function adviceOf({ jobs }: Bottleneck): string {
  const byGain = jobs.toSorted((a, b) => b.gain - a.gain)[0];
  const byQueue = jobs.toSorted((a, b) => b.queueGain - a.queueGain)[0];
  if (!byGain || byGain.gain < worthMs) return 'No single job holds it up.';
  if (byQueue && byQueue.queueGain * 2 > byGain.gain) {
    return `It mostly waits for a runner for ${short(byQueue.job)}: one at once would save ${formatDuration(byQueue.queueGain)}.`;
  }
  if (jobs.length === 1)
    return `${short(byGain.job)} is its only job: what its steps take is what it takes.`;
  return `Its bottleneck is ${short(byGain.job)}: up to ${formatDuration(byGain.gain)} to gain there.`;
}

function othersOf(repository: string, others: readonly string[]): Block[] {
  const [one] = others;
  if (one === undefined) return [];
  const words = code(`/ci slow ${repository} --workflow "${one}"`);
  return [context(['Its slowest workflow; type ', words, ' for another.'])];
}

export function nothingGreen({ period }: Held, about: string): Message {
  const line = `No green run of ${about} has told of its jobs in the last ${spanOf(period)}.`;
  const hint: Inline[] = [
    'How long things take is read from green runs; ',
    code('npm run backfill'),
    ' reads those of the past.',
  ];
  return message([line], [lines([line]), context(hint)]);
}

const own = (repository: string): string => repository.split('/')[1] ?? repository;
