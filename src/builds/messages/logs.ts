import { actions, type Block, button, type Element, lines } from '../../core/blocks.ts';
import type { Finding } from '../../core/cause.ts';
import { bold, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Job, Run } from '../../core/records.ts';
import type { LogView } from '../logs.ts';
import {
  failedLine,
  flakyLine,
  mendedLine,
  suspectsLine,
  verdictLine,
  wholeExcerpt,
} from './cause.ts';
import { runLine } from './run.ts';
import { jobLine } from './words.ts';

/** A log that is not there so soon after the end of its job may still come. */
const mayComeMs = 10 * 60_000;

/** The answer to `/ci logs`: why it failed, with all that is known of it. */
export function logCard(view: LogView, now: number): Message {
  const { run, repository, reading, job } = view;
  const title = runLine(run, repository);
  const said =
    reading.kind === 'read' ? found(reading.finding, view, now) : [lines(...notFound(view, now))];
  const buttons = job ? [actions(`log:${job.id}`, ...logButtons(job))] : [];
  return message(title, [lines(title), ...said, ...buttons]);
}

function found(finding: Finding, { job, repository }: LogView, now: number): Block[] {
  const { url } = repository;
  const { cause } = finding;
  const what = job ? failedLine(job, finding) : [bold(cause.job)];
  // Who wrote a commit is named and not mentioned: asking is no reason to ping anybody.
  const suspects = suspectsLine(finding.suspects, { url, authors: new Map() });
  return [
    lines(what),
    ...wholeExcerpt(cause),
    lines(
      verdictLine(finding, { now, url }),
      ...flakyLine(finding),
      ...mendedLine(finding),
      ...suspects,
    ),
  ];
}

function notFound({ run, job, reading }: LogView, now: number): Inline[][] {
  const what = job ? [jobLine(job)] : [];
  if (reading.kind === 'reading') {
    return [...what, ['I am still reading the log. Ask again in a moment.']];
  }
  if (reading.kind === 'no-log') return [...what, [missing(run, now)]];
  const ended = (job ?? run).progress === 'completed';
  if (!ended) return [...what, ['It has not ended yet: ask again when it has.']];
  return [...what, [job ? 'It did not fail.' : 'Nothing in it failed.']];
}

function missing(run: Run, now: number): string {
  if (run.outcome === 'startup_failure') return 'It could not start, so there is no log.';
  return now - run.updatedAt < mayComeMs
    ? 'GitHub has no log of it yet. Ask again in a minute.'
    : 'GitHub no longer has its log.';
}

function logButtons(job: Job): Element[] {
  return [
    button({ id: 'logs.whole', text: 'Whole log', value: String(job.id) }),
    button({ id: 'logs.view-job', text: 'View job', url: job.url }),
  ];
}

/** A log that was handed over as a file. */
export type SentLog = { job: Job; bytes: number; kept: number; inThread: boolean };

/** What the person who asked for it is told. */
export function wholeLogSent({ job, bytes, kept, inThread }: SentLog): Message {
  const where = inThread ? 'in this thread' : 'in your direct messages with me';
  const line: Inline[] = ['The log of ', bold(job.name), ` is ${where}.`];
  if (kept === bytes) return message(line, [lines(line)]);
  return message(line, [
    lines(line, [`It is ${size(bytes)} long: the file holds its last ${size(kept)}.`]),
  ]);
}

const size = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`;
