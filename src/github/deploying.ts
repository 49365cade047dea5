import { z } from 'zod';
import { resultOf } from '../core/deploys.ts';
import type { CommitFact } from '../core/facts.ts';
import type { Between, DeployingApi } from './api-deploys.ts';
import type { Callers } from './credentials.ts';
import { orNull } from './errors.ts';
import { deploymentFact, statusOf } from './events/deployment.ts';
import { type FactOf, inRepository } from './in-repository.ts';
import { commit, commits } from './rest-shapes.ts';
import { id, login, maybe, text } from './shapes.ts';

const environment = z.object({ id, name: text });
const pending = z.object({
  environment,
  current_user_can_approve: z.boolean().catch(false),
  reviewers: z
    .array(
      z
        .object({ reviewer: z.object({ login: maybe(text), slug: maybe(text) }) })
        .transform(({ reviewer }) => reviewer.login ?? reviewer.slug ?? 'somebody'),
    )
    .catch([]),
});
const given = z.object({
  environments: z.array(z.object({ name: text })),
  state: z.string(),
  user: login,
  comment: maybe(text),
});

/** What deploys need of GitHub's REST API. */
export function deploying(callers: Callers, factOf: FactOf): DeployingApi {
  return {
    ...environmentsAndDeployments(callers, factOf),
    ...refsAndCommits(callers),
    ...approvals(callers),
  };
}

function environmentsAndDeployments(callers: Callers, factOf: FactOf) {
  return {
    async environments(name) {
      const { octokit, at } = await inRepository(callers, name);
      const answer = await orNull(octokit.rest.repos.getAllEnvironments({ ...at, per_page: 100 }));
      const list = answer?.data.environments ?? [];
      return list.map((one) => {
        const read = environment.parse(one);
        return { repository: name, name: read.name, githubId: read.id };
      });
    },

    async deployments(name, etag) {
      const { octokit, at } = await inRepository(callers, name);
      const headers = etag ? { 'if-none-match': etag } : {};
      const answer = await octokit.rest.repos.listDeployments({ ...at, per_page: 30, headers });
      const known = { etag: answer.headers.etag ?? etag ?? null };
      if (Number(answer.status) === 304) return { ...known, notModified: true, deployments: [] };
      const deployments = answer.data.map((one) => deploymentFact(one, factOf(name)));
      return { ...known, notModified: false, deployments };
    },

    async statesOf(deployment) {
      const { octokit, at } = await inRepository(callers, deployment.repository.name);
      const asked = { ...at, deployment_id: deployment.id, per_page: 30 };
      const { data } = await octokit.rest.repos.listDeploymentStatuses(asked);
      const [newest = deployment, ...before] = data.map((one) => statusOf(one, deployment));
      if (resultOf(newest.state) !== null) return [newest];
      const ended = before.find(({ state }) => resultOf(state) !== null);
      return ended === undefined ? [newest] : [ended, newest];
    },
  } satisfies Partial<DeployingApi>;
}

function refsAndCommits(callers: Callers) {
  return {
    async commit(name, ref): Promise<CommitFact | null> {
      const { octokit, at } = await inRepository(callers, name);
      const answer = await orNull(octokit.rest.repos.getCommit({ ...at, ref }), [404, 409, 422]);
      return answer && commit.parse(answer.data);
    },

    async refNames(name) {
      const { octokit, at } = await inRepository(callers, name);
      const [branches, tags] = await Promise.all([
        octokit.rest.repos.listBranches({ ...at, per_page: 100 }),
        octokit.rest.repos.listTags({ ...at, per_page: 100 }),
      ]);
      const names = (list: readonly { name: string }[]) => list.map((one) => one.name);
      return { branches: names(branches.data), tags: names(tags.data) };
    },

    async refsAt(name, sha) {
      const { octokit, at } = await inRepository(callers, name);
      const [branches, tags] = await Promise.all([
        octokit.rest.repos.listBranchesForHeadCommit({ ...at, commit_sha: sha }),
        octokit.rest.repos.listTags({ ...at, per_page: 100 }),
      ]);
      const there = tags.data.filter(({ commit }) => commit.sha === sha);
      return {
        branches: branches.data.map((one) => one.name),
        tags: there.map((one) => one.name),
      };
    },

    async between(name, base, head): Promise<Between> {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, basehead: `${base}...${head}` };
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead(asked);
      const found = commits.parse(data).reverse();
      return {
        total: data.total_commits,
        behind: data.behind_by,
        commits: found,
        pulls: [...new Set(found.flatMap(({ message }) => pullOf(message) ?? []))],
      };
    },
  } satisfies Partial<DeployingApi>;
}

/** GitHub's own two ways to name the pull request that a commit merged: `Merge pull request #4`, `Totals (#4)`. */
function pullOf(message: string): number | undefined {
  const [title = ''] = message.split('\n', 1);
  const digits = /^Merge pull request #(\d{1,9})\b/.exec(title) ?? / \(#(\d{1,9})\)$/.exec(title);
  return digits ? Number(digits[1]) : undefined;
}

function approvals(callers: Callers) {
  return {
    async pendingApprovals(name, runId) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, run_id: runId };
      const answer = await orNull(octokit.rest.actions.getPendingDeploymentsForRun(asked));
      return (answer?.data ?? []).map((one) => {
        const read = pending.parse(one);
        const { id: environmentId, name: named } = read.environment;
        const { current_user_can_approve: mine, reviewers } = read;
        return { environment: named, environmentId, mine, reviewers };
      });
    },

    async approvalsGiven(name, runId) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, run_id: runId };
      const answer = await orNull(octokit.rest.actions.getReviewsForRun(asked));
      return (answer?.data ?? []).flatMap((one) => {
        const { environments, state, user, comment } = given.parse(one);
        if (state !== 'approved' && state !== 'rejected') return [];
        return {
          environments: environments.map((each) => each.name),
          state,
          login: user,
          comment: comment ?? '',
        };
      });
    },

    async review(name, runId, { environmentId, approve, comment }) {
      const { octokit, at } = await inRepository(callers, name);
      await octokit.rest.actions.reviewPendingDeploymentsForRun({
        ...{ ...at, run_id: runId, environment_ids: [environmentId], comment },
        state: approve ? 'approved' : 'rejected',
      });
    },
  } satisfies Partial<DeployingApi>;
}
