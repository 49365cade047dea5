import type { Box } from '../box.ts';
import { iso, isoOrNull, nodeId } from '../ids.ts';
import { commandsIn } from '../logs/commands.ts';
import { failureOf } from '../logs/job-log.ts';
import { type Annotation, type Job, latest } from '../state.ts';
import { appShape } from './app.ts';
import { pullsOf } from './run.ts';

/** `check-run`: a job seen as a check; it carries the job's id. */
export function checkRun(box: Box, job: Job) {
  const { run } = job;
  const url = `${box.apiUrl}/repos/${run.repo.fullName}/check-runs/${job.id}`;
  const page = `${run.url}/job/${job.id}`;
  return {
    id: job.id,
    name: job.spec.name,
    node_id: nodeId('CR', job.id),
    head_sha: run.sha,
    external_id: `${run.suiteId}-${job.id}`,
    url,
    html_url: page,
    details_url: page,
    status: job.status === 'waiting' ? 'queued' : job.status,
    conclusion: job.conclusion,
    started_at: iso(job.startedAt ?? job.createdAt),
    completed_at: isoOrNull(job.completedAt),
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: annotationsOf(job).length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: appShape(box, box.actionsApp),
    pull_requests: pullsOf(box, run),
  };
}

/** `check_run` inside a webhook: its suite is spelled out there. */
export function checkRunEvent(box: Box, job: Job) {
  const { run } = job;
  const now = latest(run);
  const suiteStatus =
    now.status === 'completed' || now.status === 'queued' ? now.status : 'in_progress';
  return {
    ...checkRun(box, job),
    check_suite: {
      id: run.suiteId,
      node_id: nodeId('CS', run.suiteId),
      head_branch: run.branch,
      head_sha: run.sha,
      status: suiteStatus,
      conclusion: now.conclusion,
      url: `${box.apiUrl}/repos/${run.repo.fullName}/check-suites/${run.suiteId}`,
      before: run.repo.commits.get(run.sha)?.parents[0] ?? null,
      after: run.sha,
      pull_requests: pullsOf(box, run),
      app: appShape(box, box.actionsApp),
      created_at: iso(run.createdAt),
      updated_at: iso(now.updatedAt),
    },
  };
}

/** `check-annotation`: GitHub answers a bare array of these. */
export function annotationShape(box: Box, job: Job, annotation: Annotation) {
  const { run } = job;
  return {
    path: annotation.path,
    start_line: annotation.line,
    end_line: annotation.line,
    start_column: null,
    end_column: null,
    annotation_level: annotation.level,
    title: annotation.title ?? '',
    message: annotation.message,
    raw_details: '',
    blob_href: `${box.url}/${run.repo.fullName}/blob/${run.sha}/${annotation.path}`,
  };
}

/** What a job says on its check: its own words, its tools', and the runner's when it failed. */
export function annotationsOf(job: Job): Annotation[] {
  const own = [...(job.spec.annotations ?? [])];
  if (job.conclusion !== 'failure') return own;
  const { text, exit } = failureOf(job);
  const tools = commandsIn(text).map(({ file, line, level, message, title }) => {
    const path = file?.replace(/^\/home\/runner\/work\/[^/]+\/[^/]+\//, '') ?? '.github';
    return { path, line, level, message, ...(title !== undefined && { title }) };
  });
  const message = `Process completed with exit code ${exit}.`;
  return [...own, ...tools.slice(0, 10), { path: '.github', line: 1, level: 'failure', message }];
}
