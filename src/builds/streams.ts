import type { RunFact } from '../core/facts.ts';
import type { Lane } from '../core/records.ts';

export type StreamKey = {
  repository: string;
  workflowId: number;
  workflow: string;
  branch: string;
  lane: Lane;
};

/**
 * The stream that a run belongs to. Runs of pull requests stand apart from those of the branch: a
 * fork may call its branch `main`, and what fails there says nothing about ours.
 */
export function streamOf(run: RunFact): StreamKey {
  const foreign = run.headRepository !== null && run.headRepository !== run.repository.name;
  const owner = run.headRepository?.split('/')[0] ?? 'unknown';
  const branch = run.branch ?? '(no branch)';
  const forPullRequest = foreign || run.event.startsWith('pull_request');
  return {
    repository: run.repository.name,
    workflowId: run.workflow.id,
    workflow: run.workflow.name,
    branch: foreign ? `${owner}:${branch}` : branch,
    lane: forPullRequest ? 'pull_request' : 'branch',
  };
}
