import { actions, type Block, button, context, lines } from '../../core/blocks.ts';
import type { Finding } from '../../core/cause.ts';
import { formatDuration } from '../../core/duration.ts';
import { isRed } from '../../core/health.ts';
import { bold, type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import type { Attempt, Commit, Job, Repository, Run } from '../../core/records.ts';
import { runButtons } from '../../core/run-buttons.ts';
import { count, cut, firstLine } from '../../core/text.ts';
import { excerpt, failedLine, flakyLine, verdictLine } from './cause.ts';
import { commitLine, durationOf, outcomeWord, present, runLink, short, sign } from './words.ts';

export type RunView = {
  run: Run;
  repository: Repository;
  jobs: Job[];
  attempts: Attempt[];
  commit: Commit | undefined;
  /** Why it failed, where it is red and was read. */
  finding: Finding | undefined;
};

/** One line for one run, where a channel asked for all of them. */
export function runMessage(run: Run, repository: Repository): Message {
  const line = runLine(run, repository);
  return message(line, [lines(line)]);
}

/** The answer to `/ci show`: a run with its jobs, failing ones first. */
export function runCard(view: RunView, now: number): Message {
  const { run, jobs, finding } = view;
  const failed = jobs.filter((job) => isRed(job.outcome));
  const title = runLine(run, view.repository);
  const blocks: (Block | undefined)[] = [
    lines(title, ...about(view, now)),
    failed.length > 0
      ? lines([bold('Failing')], ...failed.slice(0, 10).map((job) => failedLine(job, finding)))
      : undefined,
    ...(finding ? why(finding, view, now) : []),
    jobs.length > 0 ? context([jobSummary(jobs)]) : undefined,
    view.attempts.length > 1 ? context(attemptLine(view.attempts)) : undefined,
    actions(
      `run:${run.id}`,
      ...runButtons(run),
      button({ id: 'run.view', text: 'View run', url: run.url }),
    ),
  ];
  return message(title, present(blocks));
}

function why(finding: Finding, { repository }: RunView, now: number): Block[] {
  const verdict = verdictLine(finding, { now, url: repository.url });
  return [...excerpt(finding.cause, 8), lines(verdict, ...flakyLine(finding))];
}

/** `acme/api · CI #412 failed on main · 2 m 14 s`. */
export function runLine(run: Run, repository: Repository): Inline[] {
  const took = run.progress === 'completed' ? durationOf(run.startedAt, run.updatedAt) : null;
  return [
    sign(run),
    ' ',
    link(repository.url, run.repository, 'bold'),
    ' · ',
    runLink(run),
    ` ${outcomeWord(run)} on `,
    bold(short(run.branch ?? '(no branch)')),
    took === null ? '' : ` · ${formatDuration(took)}`,
  ];
}

function about({ run, commit, repository }: RunView, now: number): Inline[][] {
  const by = run.triggeredBy ?? run.actor;
  const started: Inline[] = [
    'Started ',
    at(run.startedAt, now),
    ` on ${run.event}${by ? ` by ${by}` : ''}`,
    run.pullRequest === null ? '' : ` for pull request #${run.pullRequest}`,
  ];
  return commit
    ? [commitLine(commit, { url: repository.url }), started]
    : [[cut(firstLine(run.title), 80)], started];
}

function jobSummary(jobs: readonly Job[]): string {
  const counts = new Map<string, number>();
  for (const job of jobs) counts.set(outcomeWord(job), (counts.get(outcomeWord(job)) ?? 0) + 1);
  const parts = [...counts].map(([word, many]) => `${many} ${word}`);
  return `${count(jobs.length, 'job')}: ${parts.join(', ')}.`;
}

function attemptLine(attempts: readonly Attempt[]): Inline[] {
  const each = attempts.map((attempt) => `${attempt.attempt}. ${outcomeWord(attempt)}`);
  return [`Attempts: ${each.join(', ')}.`];
}
