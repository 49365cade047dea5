import { found, noContent, ok, refused } from '../answers.ts';
import { type Call, field, param, repoOf, viewerAccount } from '../call.ts';
import { defaultsOf, inputFault } from '../inputs.ts';
import { counted } from '../pages.ts';
import type { Route } from '../router.ts';
import { workflowShape } from '../shapes/run.ts';
import type { Workflow } from '../state.ts';
import { findWorkflow } from '../workflows.ts';
import { listRuns } from './runs.ts';

const base = '/repos/{owner}/{repo}/actions/workflows';

export const workflowRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: base,
    handle: (call) => {
      const repo = repoOf(call);
      const shape = (one: Workflow) => workflowShape(call.box, repo, one);
      return counted(call, 'workflows', repo.workflows, shape);
    },
  },
  {
    method: 'GET',
    template: `${base}/{workflow_id}`,
    handle: (call) => ok(workflowShape(call.box, repoOf(call), workflowOf(call))),
  },
  {
    method: 'GET',
    template: `${base}/{workflow_id}/runs`,
    handle: (call) => {
      const workflow = workflowOf(call);
      return listRuns(
        call,
        repoOf(call).runs.filter((run) => run.workflow === workflow),
      );
    },
  },
  { method: 'POST', template: `${base}/{workflow_id}/dispatches`, handle: dispatch },
  {
    method: 'PUT',
    template: `${base}/{workflow_id}/disable`,
    handle: (call) => set(call, 'disabled_manually'),
  },
  {
    method: 'PUT',
    template: `${base}/{workflow_id}/enable`,
    handle: (call) => set(call, 'active'),
  },
];

/** By id or by file name; a workflow's display name is no address. */
function workflowOf(call: Call): Workflow {
  const key = param(call, 'workflow_id');
  const one = findWorkflow(repoOf(call), key);
  return found(one?.name === key && !one.path.endsWith(key) ? undefined : one);
}

function dispatch(call: Call) {
  const repo = repoOf(call);
  const workflow = workflowOf(call);
  const ref = field(call, 'ref');
  if (typeof ref !== 'string') {
    return refused(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
  }
  if (!workflow.dispatchable) {
    return refused(422, "Workflow does not have 'workflow_dispatch' trigger");
  }
  if (workflow.state !== 'active') return refused(422, 'Cannot trigger a disabled workflow');
  const branch = ref.replace(/^refs\/(heads|tags)\//, '');
  if (!repo.branches.has(branch) && !repo.tags.has(branch))
    return refused(422, `No ref found for: ${ref}`);
  const given = (field(call, 'inputs') ?? {}) as Record<string, unknown>;
  const fault = inputFault(workflow, given);
  if (fault !== undefined) return refused(422, fault);
  const inputs = { ...defaultsOf(workflow), ...given };
  const by = viewerAccount(call);
  const run = call.asks.dispatch({ repo, workflow, ref: branch, by, inputs });
  if (field(call, 'return_run_details') !== true) return noContent();
  const run_url = `${call.box.apiUrl}/repos/${repo.fullName}/actions/runs/${run.id}`;
  return ok({ workflow_run_id: run.id, run_url, html_url: run.url });
}

function set(call: Call, state: Workflow['state']) {
  const workflow = workflowOf(call);
  workflow.state = state;
  workflow.updatedAt = call.box.clock.now();
  return noContent();
}
