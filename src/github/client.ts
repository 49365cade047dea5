import type { CommitFact, RepositoryFact } from '../core/facts.ts';
import { acting } from './acting.ts';
import type { Conditional, GitHubApi, RateLimit, RunQuery } from './api.ts';
import { type Callers, type Credentials, createCallers } from './credentials.ts';
import { deploying } from './deploying.ts';
import { discover } from './discover.ts';
import { orNull } from './errors.ts';
import { jobFact } from './events/job.ts';
import { pullRequestFact } from './events/pull-request.ts';
import { runFact } from './events/run.ts';
import { whoIs } from './identity.ts';
import { type FactOf, inRepository, iso } from './in-repository.ts';
import { openJobLog } from './job-log.ts';
import type { Caller, OctokitOptions } from './octokit.ts';
import { annotation, artifacts, commits } from './rest-shapes.ts';
import { repository } from './shapes.ts';
import { webAddress } from './web-address.ts';
import { aboutWorkflows } from './workflows.ts';

export type GitHubOptions = Omit<OctokitOptions, 'credentials'> & { credentials: Credentials };

const PAGE = 100;

/** GitHub's REST API in our words; nothing is asked before a method is called. */
export function connectGitHub(options: GitHubOptions): GitHubApi {
  const callers = createCallers(options, options.credentials);
  const web = webAddress(options.apiUrl);
  const factOf = (name: string): RepositoryFact => ({
    name,
    defaultBranch: null,
    url: `${web}/${name}`,
  });
  return {
    repositories: (globs) => discover(callers, globs),
    whoAmI: () => whoIs(callers),
    ...aboutRuns(callers, factOf),
    ...aboutCode(callers, factOf),
    ...acting(callers, factOf),
    ...deploying(callers, factOf),
    ...aboutWorkflows(callers),
    async rateLimit(name?: string) {
      if (name === undefined && callers.kind === 'app') return null;
      const caller = name === undefined ? callers.self : (await inRepository(callers, name)).caller;
      return caller.limits() ?? askedLimit(caller);
    },
  };
}

/** A GitHub without limits says that there is no such thing. */
async function askedLimit({ octokit }: Caller): Promise<RateLimit | null> {
  const answer = await orNull(octokit.rest.rateLimit.get());
  if (!answer) return null;
  const { core } = answer.data.resources;
  return { limit: core.limit, remaining: core.remaining, resetAt: core.reset * 1000 };
}

function aboutRuns(callers: Callers, factOf: FactOf) {
  return {
    async listRuns(name: string, query: RunQuery = {}) {
      const { octokit, at } = await inRepository(callers, name);
      const { page = 1, etag, created } = query;
      const response = await octokit.rest.actions.listWorkflowRunsForRepo({
        ...at,
        page,
        per_page: PAGE,
        ...(created && { created: `${iso(created.from)}..${iso(created.to)}` }),
        headers: matching(etag),
      });
      const state = conditional(response, etag);
      if (state.notModified) return { ...state, runs: [], total: 0, hasMore: false };
      const { workflow_runs, total_count } = response.data;
      const runs = workflow_runs.map((run) => runFact(run, factOf(name)));
      return { ...state, runs, total: total_count, hasMore: runs.length === PAGE };
    },

    async run(name: string, id: number, etag?: string | null) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, run_id: id, headers: matching(etag) };
      const response = await orNull(octokit.rest.actions.getWorkflowRun(asked));
      if (!response) return { run: null, etag: null, notModified: false };
      const state = conditional(response, etag);
      return { ...state, run: state.notModified ? null : runFact(response.data, factOf(name)) };
    },

    async attempt(name: string, runId: number, attempt: number) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, run_id: runId, attempt_number: attempt };
      const response = await orNull(octokit.rest.actions.getWorkflowRunAttempt(asked));
      return response && runFact(response.data, factOf(name));
    },

    async jobs(name: string, runId: number, attempt: number) {
      const { octokit, at } = await inRepository(callers, name);
      const jobs = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRunAttempt, {
        ...at,
        run_id: runId,
        attempt_number: attempt,
        per_page: PAGE,
      });
      return jobs.map((job) => jobFact(job, factOf(name)));
    },

    async jobLog(name: string, jobId: number) {
      const { caller, at } = await inRepository(callers, name);
      return openJobLog(caller, { ...at, job_id: jobId });
    },

    async annotations(name: string, jobId: number) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, check_run_id: jobId, per_page: PAGE };
      const list = await octokit.paginate(octokit.rest.checks.listAnnotations, asked);
      return list.map((entry) => annotation.parse(entry));
    },
  } satisfies Partial<GitHubApi>;
}

function aboutCode(callers: Callers, factOf: FactOf) {
  return {
    async repository(name: string) {
      const { octokit, at } = await inRepository(callers, name);
      return repository.parse((await octokit.rest.repos.get(at)).data);
    },

    async compare(name: string, base: string, head: string): Promise<CommitFact[]> {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, basehead: `${base}...${head}` };
      return commits.parse((await octokit.rest.repos.compareCommitsWithBasehead(asked)).data);
    },

    async artifacts(name: string, runId: number) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, run_id: runId, per_page: PAGE };
      return artifacts.parse((await octokit.rest.actions.listWorkflowRunArtifacts(asked)).data);
    },

    async commitPulls(name: string, sha: string) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, commit_sha: sha };
      const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit(asked);
      return data.map((pull) => pullRequestFact(pull, factOf(name)));
    },
  } satisfies Partial<GitHubApi>;
}

function matching(etag: string | null | undefined): Record<string, string> {
  return etag ? { 'if-none-match': etag } : {};
}

function conditional(
  response: { status: number; headers: { etag?: string } },
  before: string | null | undefined,
): Conditional {
  return { etag: response.headers.etag ?? before ?? null, notModified: response.status === 304 };
}
