import { found, ok } from '../answers.ts';
import { type Call, param, repoOf } from '../call.ts';
import { listed } from '../pages.ts';
import type { Route } from '../router.ts';
import { commitShape, diffEntry } from '../shapes/commit.ts';
import { pullRequest, pullSimple } from '../shapes/pull.ts';
import type { Pull } from '../state.ts';

const base = '/repos/{owner}/{repo}/pulls';

export const pullRoutes: readonly Route[] = [
  { method: 'GET', template: base, handle: listPulls },
  {
    method: 'GET',
    template: `${base}/{pull_number}`,
    handle: (call) => ok(pullRequest(call.box, pullOf(call))),
  },
  {
    method: 'GET',
    template: `${base}/{pull_number}/commits`,
    handle: (call) => {
      const { head } = pullOf(call);
      const commit = found(head.repo.commits.get(head.sha));
      return listed(call, [commit], (one) => commitShape(call.box, head.repo, one));
    },
  },
  {
    method: 'GET',
    template: `${base}/{pull_number}/files`,
    handle: (call) => {
      const { head } = pullOf(call);
      const files = head.repo.commits.get(head.sha)?.files ?? [];
      return listed(call, files, (file) => diffEntry(call.box, head.repo, head.sha, file));
    },
  },
];

function pullOf(call: Call): Pull {
  const number = Number(param(call, 'pull_number'));
  return found(repoOf(call).pulls.find((pull) => pull.number === number));
}

function listPulls(call: Call) {
  const state = call.query.get('state') ?? 'open';
  const head = call.query.get('head');
  const base = call.query.get('base');
  const pulls = repoOf(call).pulls.filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (base === null || pull.base.branch === base) &&
      (head === null || head === `${pull.head.repo.owner.login}:${pull.head.branch}`),
  );
  return listed(call, pulls.reverse(), (pull) => pullSimple(call.box, pull));
}
