import { type Block, context, lines, table } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { code, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type Page, pager } from '../../core/pager.ts';
import type { Incident, Run, Stream } from '../../core/records.ts';
import { count, cut, firstLine, shortSha } from '../../core/text.ts';
import { durationOf, outcomeWord, runLink, short, sign, streamName } from './words.ts';

/** The answer to `/ci failures`; `repository`: of it alone. */
export function failureList(
  incidents: readonly (Incident & { stream: Stream })[],
  options: { now: number; repository: string | undefined; page: Page; leftOut?: number },
): Message {
  const others = leftOutBlocks(options.leftOut ?? 0, options.page.words);
  const there = options.repository === undefined ? '' : ` in ${options.repository}`;
  if (incidents.length === 0) {
    const line: Inline[] = [emoji('large_green_circle'), ` Nothing is red${there}.`];
    return message(line, [lines(line), ...others]);
  }
  const summary = `${redNow(incidents.length, options.page)}${there}.`;
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
      ...others,
      ...pager(options.page),
    ],
  );
}

/** What is red on branches that no channel hears of, and how to see it. */
function leftOutBlocks(many: number, words: string): Block[] {
  if (many === 0) return [];
  const where = `${count(many, 'more', 'more')} on branches that no channel hears of: `;
  return [context([where, code(`${words} --all`)])];
}

function redNow(many: number, { number, more }: Page): string {
  if (number > 1) return `Page ${number} of what is red`;
  return `${more ? 'More than ' : ''}${count(many, 'workflow')} ${many === 1 ? 'is' : 'are'} red`;
}

/** The answer to `/ci runs`. */
export function runList(
  runs: readonly Run[],
  options: { now: number; scope: string; page: Page },
): Message {
  if (runs.length === 0) {
    const line = `I know no ${options.page.number > 1 ? 'older ' : ''}runs of ${options.scope}.`;
    return message([line], [lines([line]), ...pager(options.page)]);
  }
  const summary = `Runs of ${options.scope}, newest first.`;
  // “CI #304” says nothing to whoever does not know of which repository.
  const said = runs.every(({ repository }) => options.scope.includes(repository));
  const rows = runs.map((run) => [
    [sign(run), said ? ' ' : ` ${run.repository} · `, runLink(run)],
    [outcomeWord(run)],
    [run.branch === null ? '–' : short(run.branch)],
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
    .map((run): Inline[] => [
      ...[sign(run), ` ${run.repository} · `, runLink(run), '  '],
      code(`${command} ${run.id}`),
    ]);
  return message(
    [summary],
    [lines([summary]), lines(...rows), context(['Type what stands beside the one that you mean.'])],
  );
}

function length(run: Run): string {
  const took = run.progress === 'completed' ? durationOf(run.startedAt, run.updatedAt) : null;
  return took === null ? '–' : formatDuration(took);
}
