import type { Words } from './words.ts';

/**
 * What a report reads of a month: jobs by when they ended, without the pages that hold their steps;
 * runs of one commit, to tell which failed by chance. A job enters its index once, when it has ended.
 */
export function reports({ number, strict }: Words): string[] {
  return [
    `create index runs_commit on runs (workflow_id, sha)`,
    `create index commits_branch on commits (repository, branch, at)`,
    `create index jobs_ended on jobs
      (completed_at, repository, run_id, attempt, name, outcome, created_at, started_at, runner, labels)
      where completed_at is not null`,
    `create table savings (
      scope text not null,
      period_from ${number} not null,
      period_to ${number} not null,
      body text not null,
      primary key (scope, period_to)
    ) ${strict}`,
    `create index savings_period on savings (period_to)`,
  ];
}
