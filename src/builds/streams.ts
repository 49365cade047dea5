import type { RunFact } from '../core/facts.ts';
import type { Lane } from '../core/records.ts';

export type StreamKey = {
  repository: string;
  workflowId: number;
  workflow: string;
  branch: string;
  lane: Lane;
};

/** Branches that GitHub makes for a while, to try what a pull request would bring. */
const passing = /^(gh-readonly-queue|refs\/pull)\//;

/**
 * The stream that a run belongs to. Runs of pull requests stand apart from those of the branch: a
 * fork may call its branch `main`, and what fails there says nothing about ours. A merge queue tries
 * pull requests too, each on a branch that never runs again.
 */
export function streamOf(run: RunFact): StreamKey {
  const foreign = run.headRepository !== null && run.headRepository !== run.repository.name;
  const owner = run.headRepository?.split('/')[0] ?? 'unknown';
  const branch = run.branch ?? '(no branch)';
  const forPullRequest =
    foreign ||
    run.event.startsWith('pull_request') ||
    run.event === 'merge_group' ||
    passing.test(branch);
  return {
    repository: run.repository.name,
    workflowId: run.workflow.id,
    workflow: run.workflow.name,
    branch: foreign ? `${owner}:${branch}` : branch,
    lane: forPullRequest ? 'pull_request' : 'branch',
  };
}
