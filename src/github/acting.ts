import type { GitHubApi } from './api.ts';
import type { Callers } from './credentials.ts';
import { runFact } from './events/run.ts';
import { type FactOf, inRepository, iso } from './in-repository.ts';

/** What Baton does at GitHub when a person says so. Each asks once: see octokit.ts. */
export function acting(callers: Callers, factOf: FactOf) {
  return {
    async rerun(name, runId, { failedOnly, debug }) {
      const { octokit, at } = await inRepository(callers, name);
      const { reRunWorkflow, reRunWorkflowFailedJobs } = octokit.rest.actions;
      const asked = { ...at, run_id: runId, enable_debug_logging: debug };
      await (failedOnly ? reRunWorkflowFailedJobs(asked) : reRunWorkflow(asked));
    },

    async cancel(name, runId) {
      const { octokit, at } = await inRepository(callers, name);
      await octokit.rest.actions.cancelWorkflowRun({ ...at, run_id: runId });
    },

    async dispatch(name, { workflowId, ref, inputs }) {
      const { octokit, at } = await inRepository(callers, name);
      const { data } = await octokit.rest.actions.createWorkflowDispatch({
        ...at,
        ...{ workflow_id: workflowId, ref, inputs },
        // A GitHub Enterprise Server that does not know this yet answers with nothing.
        return_run_details: true,
      });
      return { runId: runIdIn(data) };
    },

    async dispatched(name, { workflowId, branch, actor, since }) {
      const { octokit, at } = await inRepository(callers, name);
      const { data } = await octokit.rest.actions.listWorkflowRuns({
        ...{ ...at, workflow_id: workflowId, event: 'workflow_dispatch', per_page: 30 },
        ...(branch === null ? {} : { branch }),
        ...(actor === null ? {} : { actor }),
        created: `>=${iso(since)}`,
      });
      return data.workflow_runs.map((run) => runFact(run, factOf(name)));
    },
  } satisfies Partial<GitHubApi>;
}

function runIdIn(data: unknown): number | null {
  const { workflow_run_id: id } = (data ?? {}) as { workflow_run_id?: unknown };
  return typeof id === 'number' ? id : null;
}
