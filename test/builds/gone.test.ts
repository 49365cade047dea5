import { expect, test } from 'vitest';
import { type GoneApi, goneOf, mostLooked, silentSince } from '../../src/builds/gone.ts';
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
};

function red(id: number, change: Partial<Stream>): Incident & { stream: Stream } {
  const stream = { repository: 'acme/api', workflowId: 7, branch: 'main', ...change };
  return { id, stream } as Incident & { stream: Stream };
}

test.each([
  ['a workflow that is there', {}, undefined],
  ['a branch that is gone', { branch: 'release/1' }, 'closed-branch'],
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

test('of more than are asked about in an hour, each has its turn', async () => {
  const hour = 60 * 60_000;
  const silent = Array.from({ length: mostLooked * 2 + 50 }, (_, id) => red(id, { lastRunAt: 0 }));
  const incidents = { list: async () => silent } as never;
  const asked = new Set<number>();
  for (let at = 100; at < 103; at++) {
    const found = await silentSince(at * hour, { incidents });
    expect(found).toHaveLength(mostLooked);
    for (const { id } of found) asked.add(id);
  }
  expect(asked.size).toBe(silent.length);
  expect(
    await silentSince(100 * hour, { incidents: { list: async () => silent.slice(0, 9) } as never }),
  ).toHaveLength(9);
});
