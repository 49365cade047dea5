import { formatDuration } from '../../core/duration.ts';
import { isGreen, isRed } from '../../core/health.ts';
import { type Inline, link, mention } from '../../core/inline.ts';
import type { Commit, Job, Run, Stream } from '../../core/records.ts';
import { cut, firstLine, shortSha } from '../../core/text.ts';

/** The words and signs that all messages about builds share. */

/** How a run stands, as one sign. */
export function sign(run: Pick<Run, 'progress' | 'outcome'>): Inline {
  return { kind: 'emoji', name: signName(run) };
}

function signName(run: Pick<Run, 'progress' | 'outcome'>): string {
  if (run.progress !== 'completed') return 'large_yellow_circle';
  if (isRed(run.outcome)) return 'red_circle';
  return isGreen(run.outcome) ? 'large_green_circle' : 'white_circle';
}

const outcomeWords: Record<string, string> = {
  success: 'passed',
  failure: 'failed',
  timed_out: 'timed out',
  startup_failure: 'could not start',
  cancelled: 'cancelled',
  skipped: 'skipped',
  neutral: 'neutral',
  stale: 'stale',
  action_required: 'waits for approval',
};

/** How a run stands, in a word. */
export function outcomeWord(run: Pick<Run, 'progress' | 'outcome'>): string {
  if (run.progress === 'queued') return 'queued';
  if (run.progress === 'in_progress') return 'running';
  return outcomeWords[run.outcome ?? ''] ?? 'ended';
}

/** A name from outside, as long as a line has room for. */
export const short = (name: string): string => cut(firstLine(name), 60) || '(no name)';

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

export function durationOf(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from;
}

/** `CI #412`, linked. */
export function runLink(run: Pick<Run, 'workflow' | 'number' | 'attempt' | 'url'>): Inline {
  const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
  return link(run.url, `${short(run.workflow)} #${run.number}${attempt}`);
}
