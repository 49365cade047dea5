import { isGreen, isRed } from './health.ts';
import { type Inline, link } from './inline.ts';
import type { Run } from './records.ts';
import { cut, firstLine } from './text.ts';

/** The words and signs for runs that all messages share. */

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

export function durationOf(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from;
}

/** `CI #412`, linked. */
export function runLink(run: Pick<Run, 'workflow' | 'number' | 'attempt' | 'url'>): Inline {
  const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
  return link(run.url, `${short(run.workflow)} #${run.number}${attempt}`);
}
