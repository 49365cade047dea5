import { type Answer, found, notFound, ok, refused } from '../answers.ts';
import { type Call, param, repoOf } from '../call.ts';
import { compare, findCommit, historyOf } from '../commits.ts';
import { nodeId } from '../ids.ts';
import { counted, listed, pageOf } from '../pages.ts';
import type { Route } from '../router.ts';
import { annotationShape, annotationsOf, checkRun } from '../shapes/check-run.ts';
import { commitShape, diffEntry, fullCommit } from '../shapes/commit.ts';
import { pullSimple } from '../shapes/pull.ts';
import { latest } from '../state.ts';

const base = '/repos/{owner}/{repo}';

export const commitRoutes: readonly Route[] = [
  { method: 'GET', template: `${base}/commits`, handle: listCommits },
  { method: 'GET', template: `${base}/commits/{commit_sha}/pulls`, handle: pullsOfCommit },
  { method: 'GET', template: `${base}/commits/{ref}/check-runs`, handle: checksOfCommit },
  {
    method: 'GET',
    template: `${base}/commits/{commit_sha}/branches-where-head`,
    handle: branchesAt,
  },
  {
    method: 'GET',
    template: `${base}/commits/{ref}`,
    handle: oneCommit,
  },
  { method: 'GET', template: `${base}/compare/{basehead}`, handle: comparison },
  {
    method: 'GET',
    template: `${base}/check-runs/{check_run_id}`,
    handle: (call) => ok(checkRun(call.box, jobOfCheck(call))),
  },
  {
    method: 'GET',
    template: `${base}/check-runs/{check_run_id}/annotations`,
    handle: (call) => {
      const job = jobOfCheck(call);
      return listed(call, annotationsOf(job), (one) => annotationShape(call.box, job, one));
    },
  },
  { method: 'GET', template: `${base}/branches/{branch}`, handle: branch },
  {
    method: 'GET',
    template: `${base}/branches`,
    handle: (call) => listed(call, [...repoOf(call).branches], (one) => named(call, one)),
  },
  {
    method: 'GET',
    template: `${base}/tags`,
    handle: (call) => listed(call, [...repoOf(call).tags], (one) => taggedAs(call, one)),
  },
];

function commitOf(call: Call, ref: string) {
  return found(findCommit(call.box, repoOf(call), ref));
}

function oneCommit(call: Call): Answer {
  const [repo, ref] = [repoOf(call), param(call, 'ref')];
  const commit = findCommit(call.box, repo, ref);
  if (commit === undefined) return refused(422, `No commit found for SHA: ${ref}`);
  return ok(fullCommit(call.box, repo, commit));
}

function named(call: Call, [name, sha]: [string, string]) {
  const repo = repoOf(call);
  const url = `${call.box.apiUrl}/repos/${repo.fullName}/commits/${sha}`;
  return { name, commit: { sha, url }, protected: name === repo.defaultBranch };
}

function branchesAt(call: Call): Answer {
  const { sha } = commitOf(call, param(call, 'commit_sha'));
  return ok(
    [...repoOf(call).branches].filter(([, head]) => head === sha).map((one) => named(call, one)),
  );
}

function taggedAs(call: Call, [name, sha]: [string, string]) {
  const { box } = call;
  const api = `${box.apiUrl}/repos/${repoOf(call).fullName}`;
  return {
    name,
    commit: { sha, url: `${api}/commits/${sha}` },
    zipball_url: `${api}/zipball/refs/tags/${name}`,
    tarball_url: `${api}/tarball/refs/tags/${name}`,
    node_id: nodeId('REF', repoOf(call).id),
  };
}

function listCommits(call: Call): Answer {
  const repo = repoOf(call);
  const from = commitOf(call, call.query.get('sha') ?? repo.defaultBranch);
  const path = call.query.get('path');
  const all = [...historyOf(call.box, repo, from)].filter(
    (one) => path === null || one.files.some((file) => file.path.startsWith(path)),
  );
  return listed(call, all, (one) => commitShape(call.box, repo, one));
}

function pullsOfCommit(call: Call): Answer {
  const { sha } = commitOf(call, param(call, 'commit_sha'));
  const pulls = repoOf(call).pulls.filter((pull) => pull.head.sha === sha || pull.mergeSha === sha);
  return listed(call, pulls, (pull) => pullSimple(call.box, pull));
}

function checksOfCommit(call: Call): Answer {
  const { sha } = commitOf(call, param(call, 'ref'));
  const name = call.query.get('check_name');
  const jobs = repoOf(call)
    .runs.filter((run) => run.sha === sha)
    .flatMap((run) => latest(run).jobs)
    .filter((job) => name === null || job.spec.name === name);
  return counted(call, 'check_runs', jobs, (job) => checkRun(call.box, job));
}

function jobOfCheck(call: Call) {
  const job = call.box.jobs.get(Number(param(call, 'check_run_id')));
  return found(job?.run.repo === repoOf(call) ? job : undefined);
}

function comparison(call: Call): Answer {
  const { box } = call;
  const repo = repoOf(call);
  const basehead = param(call, 'basehead');
  const [from = '', to = ''] = basehead.split(/\.{2,3}/);
  const [baseCommit, headCommit] = [commitOf(call, from), commitOf(call, to)];
  const result = compare(box, repo, baseCommit, headCommit);
  if (result === undefined) return notFound();
  const url = `${box.apiUrl}/repos/${repo.fullName}/compare/${basehead}`;
  const page = `${box.url}/${repo.fullName}/compare/${basehead}`;
  const commits = pageOf(call, result.ahead, (one) => commitShape(box, repo, one), 250);
  return ok(
    {
      url,
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: commitShape(box, repo, baseCommit),
      merge_base_commit: commitShape(box, repo, result.mergeBase),
      status: result.status,
      ahead_by: result.ahead.length,
      behind_by: result.behind,
      total_commits: result.ahead.length,
      commits: commits.shown,
      files: result.files.map((file) => diffEntry(box, repo, headCommit.sha, file)),
    },
    commits.headers,
  );
}

function branch(call: Call): Answer {
  const { box } = call;
  const repo = repoOf(call);
  const name = param(call, 'branch');
  const commit = commitOf(call, found(repo.branches.get(name)));
  const url = `${box.apiUrl}/repos/${repo.fullName}/branches/${name}`;
  return ok({
    name,
    commit: fullCommit(box, repo, commit),
    _links: { self: url, html: `${box.url}/${repo.fullName}/tree/${name}` },
    protected: name === repo.defaultBranch,
    protection: { enabled: name === repo.defaultBranch },
    protection_url: `${url}/protection`,
  });
}
