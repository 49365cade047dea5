import { expect, test } from 'vitest';
import { type GoneApi, goneOf, mostLooked, silentSince } from '../../src/builds/gone.ts';
import type { CommitFact } from '../../src/core/facts.ts';
import type { Incident, Stream } from '../../src/core/records.ts';

const ci = { id: 7, name: 'CI', path: '.github/workflows/ci.yml', active: true };
const scan = { id: 8, name: 'CodeQL', path: 'dynamic/github-code-scanning/codeql', active: true };

/** A GitHub in which acme/shop was called acme/store, and only main has files. */
const github: GoneApi = {
  repository: async (name) => ({
    ...{ defaultBranch: 'main', url: '' },
    name: name === 'acme/store' ? 'acme/shop' : name,
  }),
  workflows: async () => [ci, scan, { ...ci, id: 9, active: false }],
  file: async (_name, { ref }) => ({
    ...{ etag: null, notModified: false },
    file: ref === 'main' ? { sha: '', text: '' } : null,
  }),
  commit: async (_name, ref) =>
    ref === 'main' || ref === 'old' ? ({ sha: 'abc' } as CommitFact) : null,
};

function red(id: number, change: Partial<Stream>): Incident & { stream: Stream } {
  const stream = {
    repository: 'acme/api',
    workflowId: 7,
    branch: 'main',
    lane: 'branch',
    ...change,
  };
  return { id, stream } as Incident & { stream: Stream };
}

test.each<[string, Partial<Stream>, string | undefined]>([
  ['a workflow that is there', {}, undefined],
  ['a branch that is gone', { branch: 'release/1' }, 'closed-branch'],
  ['a branch without the file', { branch: 'old' }, 'closed-branch'],
  ['a pull request from before the workflow', { branch: 'old', lane: 'pull_request' }, undefined],
  ['a pull request whose branch is gone', { branch: 'x', lane: 'pull_request' }, 'closed-branch'],
  ['a workflow that is disabled', { workflowId: 9 }, 'closed-workflow'],
  ['a workflow that GitHub no longer has', { workflowId: 10 }, 'closed-workflow'],
  ['a repository that was renamed', { repository: 'acme/store' }, 'closed-repository'],
  ['a repository written otherwise', { repository: 'Acme/API' }, undefined],
  ['what GitHub runs without a file', { workflowId: 8, branch: 'gone' }, undefined],
  ['a branch of a fork', { branch: 'mallory:gone' }, undefined],
])('%s', async (_what, stream, why) => {
  const failed = (_name: string, thrown: unknown) => expect(thrown).toBeUndefined();
  const [found] = await goneOf([red(1, stream)], github, failed);
  expect(found?.why).toBe(why);
});

test('of more than are asked about in an hour, each has its turn, at two looks running', async () => {
  const hour = 60 * 60_000;
  const silent = Array.from({ length: mostLooked * 2 + 50 }, (_, id) => red(id, { lastRunAt: 0 }));
  const incidents = { list: async () => silent } as never;
  const looked = new Map<number, number[]>();
  for (let at = 100; at < 106; at++) {
    const found = await silentSince(at * hour, { incidents });
    expect(found).toHaveLength(mostLooked);
    for (const { id } of found) looked.set(id, [...(looked.get(id) ?? []), at]);
  }
  expect(looked.size).toBe(silent.length);
  for (const [first, second] of looked.values()) expect(second).toBe(first! + 1);
  const few = { list: async () => silent.slice(0, 9) } as never;
  expect(await silentSince(100 * hour, { incidents: few })).toHaveLength(9);
});
