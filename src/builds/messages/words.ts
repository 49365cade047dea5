import { type Block, lines } from '../../core/blocks.ts';
import { formatDuration } from '../../core/duration.ts';
import { isRed } from '../../core/health.ts';
import { type Inline, link, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Commit, Job, Stream } from '../../core/records.ts';
import { durationOf, short } from '../../core/run-words.ts';
import { cut, firstLine, shortSha } from '../../core/text.ts';

export { durationOf, outcomeWord, runLink, short, sign } from '../../core/run-words.ts';

/** The words that messages about builds share. */

/** A message of one line. */
export const said = (line: readonly Inline[]): Message => message(line, [lines(line)]);

/** The blocks that are there. */
export function present(blocks: readonly (Block | undefined)[]): Block[] {
  return blocks.filter((block): block is Block => block !== undefined);
}

/** `acme/api · CI on main`. */
export function streamName(stream: Pick<Stream, 'repository' | 'workflow' | 'branch'>): string {
  return `${stream.repository} · ${short(stream.workflow)} on ${short(stream.branch)}`;
}

/** `4e5f6a7 "Refactor totals" by Dana`, the sha linked; a mention where the author is known in Slack. */
export function commitLine(
  commit: Commit,
  options: { url: string; slackId?: string | undefined },
): Inline[] {
  const title = cut(firstLine(commit.message), 80);
  return [
    link(`${options.url}/commit/${commit.sha}`, shortSha(commit.sha)),
    ` “${title}” by `,
    options.slackId ? mention(options.slackId) : commit.authorName,
  ];
}

/** `test (node 22) › Run npm test · 2 m 14 s`, linked to the job. */
export function jobLine(job: Job): Inline[] {
  const step = job.steps.find((candidate) => isRed(candidate.outcome));
  const parts: Inline[] = [link(job.url, short(job.name), 'bold')];
  if (step) parts.push(` › ${short(step.name)}`);
  if (job.outcome === 'timed_out') parts.push(' · timed out');
  const length = durationOf(job.startedAt, job.completedAt);
  if (length !== null) parts.push(` · ${formatDuration(length)}`);
  return parts;
}
