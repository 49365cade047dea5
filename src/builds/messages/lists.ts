import {
  actions,
  type Block,
  button,
  context,
  type Element,
  lines,
  table,
} from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { emoji, type Inline, link, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Incident, Run, Stream } from '../../core/records.ts';
import { count, cut, firstLine, shortSha } from '../../core/text.ts';
import { durationOf, outcomeWord, runLink, sign, streamName } from './words.ts';

/** A page of a long list, and the words that ask for the ones beside it. */
export type Page = { number: number; more: boolean; words: string };

/** Which page of what; `again` runs the same words with another page. */
export function pager(page: Page): Block[] {
  const to = (number: number, text: string): Element =>
    button({ id: `answer.again:${number}`, text, value: `${page.words} --page ${number}` });
  const buttons = [
    ...(page.number > 1 ? [to(page.number - 1, 'Newer')] : []),
    ...(page.more ? [to(page.number + 1, 'Older')] : []),
  ];
  return buttons.length === 0 ? [] : [actions(`page:${page.number}`, ...buttons)];
}

/** The answer to `/ci failures`. */
export function failureList(
  incidents: readonly (Incident & { stream: Stream })[],
  options: { now: number; scope: string; page: Page },
): Message {
  if (incidents.length === 0) {
    const line: Inline[] = [emoji('large_green_circle'), ` Nothing is red on ${options.scope}.`];
    return message(line, [lines(line)]);
  }
  const summary = `${options.page.more ? 'More than ' : ''}${count(incidents.length, 'workflow')} red on ${options.scope}.`;
  const rows = incidents.map((incident) => [
    [streamName(incident.stream)],
    [at(incident.redSince, options.now)],
    [String(incident.redRuns)],
    incident.acknowledgedBy ? [mention(incident.acknowledgedBy)] : ['nobody yet'],
  ]);
  return message(
    [summary],
    [
      lines([summary]),
      table(['What', 'Red since', 'Red runs', 'Who has it'], rows),
      ...pager(options.page),
    ],
  );
}

/** The answer to `/ci runs`. */
export function runList(
  runs: readonly Run[],
  options: { now: number; scope: string; page: Page },
): Message {
  if (runs.length === 0) {
    const line = `No runs of ${options.scope} are known.`;
    return message(
      [line],
      [lines([line]), context(['Check the names, or type /ci status for the workflows that ran.'])],
    );
  }
  const summary = `Runs of ${options.scope}, newest first.`;
  const rows = runs.map((run) => [
    [sign(run), ' ', runLink(run)],
    [outcomeWord(run)],
    [run.branch ?? '–'],
    [shortSha(run.sha), ` ${cut(firstLine(run.title), 50)}`],
    [at(run.createdAt, options.now)],
    [length(run)],
  ]);
  return message(
    [summary],
    [
      lines([summary]),
      table(['Run', 'Result', 'Branch', 'Commit', 'Started', 'Took'], rows),
      ...pager(options.page),
    ],
  );
}

/** Several runs carry the number that was asked for. */
export function whichRun(runs: readonly Run[], number: number, command: string): Message {
  const summary = `${count(runs.length, 'run')} have the number ${number}. Which one?`;
  const rows = runs
    .slice(0, 20)
    .map((run): Inline[] => [sign(run), ` ${run.repository} · `, runLink(run)]);
  return message(
    [summary],
    [
      lines([summary]),
      lines(...rows),
      context([
        `Type ${command} with the address or id of one: `,
        link('https://docs.github.com/actions', 'it stands in its page’s address'),
        '.',
      ]),
    ],
  );
}

function length(run: Run): string {
  const took = run.progress === 'completed' ? durationOf(run.startedAt, run.updatedAt) : null;
  return took === null ? '–' : formatDuration(took);
}
