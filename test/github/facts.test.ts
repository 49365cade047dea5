import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AccessFact, Fact } from '../../src/core/facts.ts';
import { runFact } from '../../src/github/events/run.ts';
import { factsFrom } from '../../src/github/facts.ts';
import { eventNames, examplesOf } from './examples.ts';
import { replaceOne } from './replace-one.ts';

const used = ['workflow_run', 'workflow_job', 'pull_request', 'deployment', 'deployment_status'];

const access = ['installation', 'installation_repositories'];

function only(event: string, body: unknown): Exclude<Fact, AccessFact> {
  const read = factsFrom(event, body);
  if ('ignored' in read) throw new Error(read.ignored);
  expect(read.facts).toHaveLength(1);
  return read.facts[0] as Exclude<Fact, AccessFact>;
}

/** The example, with the parts of its inner object replaced. */
function changed(event: string, at: number, inner: string, parts: object): unknown {
  const body = examplesOf(event)[at];
  return { ...body, [inner]: { ...(body?.[inner] as object), ...parts } };
}

describe("GitHub's own payloads", () => {
  it.each(used)('each %s becomes one fact', (event) => {
    for (const body of examplesOf(event)) only(event, body);
  });

  it.each(eventNames.filter((name) => !used.includes(name)))(
    'each %s becomes a fact or says why not',
    (event) => {
      for (const body of examplesOf(event)) {
        const read = factsFrom(event, body);
        if ('ignored' in read) expect(read.ignored).toMatch(/\w+ \w+/);
        else expect(['check_run', 'push', 'deployment_review', ...access]).toContain(event);
      }
    },
  );

  it('an event that is not used says so, whatever it is called', () => {
    expect(factsFrom('star', {})).toEqual({ ignored: 'event star is not used' });
    expect(factsFrom('constructor', {})).toEqual({ ignored: 'event constructor is not used' });
  });

  it('a body with anything missing, null or of another type never throws', () => {
    const bodies = [...used, 'check_run', 'push'].flatMap((event) =>
      examplesOf(event).map((body) => ({ event, body })),
    );
    const odd = fc.constantFrom(undefined, null, 0, -1, '', 'x', [], {}, true);
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(), odd, ({ event, body }, seed, value) => {
        const broken = structuredClone(body);
        replaceOne(broken, seed, value);
        const read = factsFrom(event, broken);
        expect('facts' in read || read.ignored.length > 0).toBe(true);
      }),
    );
    for (const body of [undefined, null, 1, 'x', []]) {
      expect(factsFrom('workflow_run', body)).toHaveProperty('ignored');
    }
  });
});

describe('a run', () => {
  it('says who, what, where and how it ended', () => {
    expect(only('workflow_run', examplesOf('workflow_run')[1])).toMatchObject({
      kind: 'run',
      repository: { name: 'octo-org/octo-repo', defaultBranch: 'master' },
      workflow: { id: 2823525, name: 'test', path: '.github/workflows/test.yml' },
      branch: 'master',
      progress: 'completed',
      outcome: 'success',
      title: 'ci(action): update actions/setup-node digest to 8c91899',
      createdAt: Date.parse('2020-10-05T16:33:24Z'),
      commit: { authorName: 'Matthias Fax', files: null },
    });
  });

  it.each([
    ['requested', null, 'queued', null],
    ['waiting', null, 'queued', null],
    ['pending', null, 'queued', null],
    ['in_progress', null, 'in_progress', null],
    ['in_progress', 'failure', 'in_progress', null],
    ['completed', 'timed_out', 'completed', 'timed_out'],
    ['completed', 'startup_failure', 'completed', 'startup_failure'],
    ['completed', 'a word of next year', 'completed', 'neutral'],
    ['completed', null, 'completed', 'neutral'],
  ])('with status %s and conclusion %s is %s, %s', (status, conclusion, progress, outcome) => {
    const body = changed('workflow_run', 1, 'workflow_run', { status, conclusion });
    expect(only('workflow_run', body)).toMatchObject({ progress, outcome });
  });

  it('belongs to the pull request of its own repository, not to one that offers its branch elsewhere', () => {
    const elsewhere = { number: 7, base: { ref: 'main', repo: { id: 1 } } };
    const here = { number: 8, base: { ref: 'main', repo: { id: 300029405 } } };
    const repository = { id: 300029405 };
    const of = (pull_requests: object[]) =>
      only(
        'workflow_run',
        changed('workflow_run', 1, 'workflow_run', { pull_requests, repository }),
      );
    expect(of([elsewhere])).toMatchObject({ pullRequest: null });
    expect(of([elsewhere, here])).toMatchObject({ pullRequest: 8 });
  });

  it('is called by its file when its workflow has no name, and the file has no @ref', () => {
    const parts = { name: '', path: '.github/workflows/ci.yml@main' };
    const body = {
      ...(changed('workflow_run', 1, 'workflow_run', parts) as object),
      workflow: null,
    };
    expect(only('workflow_run', body)).toMatchObject({
      workflow: { name: '.github/workflows/ci.yml', path: '.github/workflows/ci.yml' },
    });
  });

  it('holds no NUL, which PostgreSQL would refuse', () => {
    const body = changed('workflow_run', 1, 'workflow_run', { display_title: 'a\0b' });
    expect(only('workflow_run', body)).toMatchObject({ title: 'ab' });
  });

  it('of a REST answer reads the same as that of a webhook', () => {
    const body = examplesOf('workflow_run')[1];
    const hooked = only('workflow_run', body);
    const named = { ...(body?.['workflow_run'] as object), name: 'test' };
    expect(runFact(named, hooked.repository)).toEqual(hooked);
  });
});

describe('other events', () => {
  it('a job has its steps; queued, it has not started', () => {
    const failed = only('workflow_job', examplesOf('workflow_job')[1]);
    if (failed.kind !== 'job') throw new Error('not a job');
    expect(failed.steps.find((step) => step.outcome === 'failure')?.name).toBe(
      'Run yarn run format-check',
    );
    const queued = changed('workflow_job', 1, 'workflow_job', {
      status: 'queued',
      conclusion: null,
      completed_at: '0001-01-01T00:00:00Z',
    });
    expect(only('workflow_job', queued)).toMatchObject({
      progress: 'queued',
      startedAt: null,
      completedAt: null,
    });
  });

  it('a check run counts only when GitHub Actions made it', () => {
    const [other, ours] = examplesOf('check_run');
    expect(factsFrom('check_run', other)).toEqual({
      ignored: 'check run of another app than GitHub Actions',
    });
    expect(only('check_run', ours)).toMatchObject({ kind: 'check', annotations: 0 });
  });

  it('a push names its commits and their files; tags and deletions say why they are ignored', () => {
    const push = {
      ref: 'refs/heads/release/1.x',
      before: 'a'.repeat(40),
      after: 'b'.repeat(40),
      commits: [
        {
          id: 'b'.repeat(40),
          message: 'Fix totals',
          timestamp: '2026-05-01T10:00:00+02:00',
          author: { name: 'Dana', email: 'dana@acme.dev', username: 'dana' },
          added: ['a.ts'],
          modified: ['b.ts'],
          removed: ['c.ts'],
        },
      ],
      repository: { full_name: 'acme/api' },
    };
    expect(only('push', push)).toMatchObject({
      branch: 'release/1.x',
      repository: { name: 'acme/api', defaultBranch: null, url: 'https://github.com/acme/api' },
      commits: [
        { authorLogin: 'dana', at: Date.UTC(2026, 4, 1, 8), files: ['a.ts', 'b.ts', 'c.ts'] },
      ],
    });
    expect(factsFrom('push', { ...push, ref: 'refs/tags/v1' })).toEqual({
      ignored: 'push of a tag',
    });
    expect(factsFrom('push', { ...push, after: '0'.repeat(40) })).toEqual({
      ignored: 'push that deletes a branch',
    });
  });

  it('a pull request has a merge commit only once it is merged', () => {
    const merge_commit_sha = 'c'.repeat(40);
    const open = changed('pull_request', 0, 'pull_request', { merge_commit_sha });
    expect(only('pull_request', open)).toMatchObject({ state: 'open', mergeSha: null });
    const merged = changed('pull_request', 0, 'pull_request', {
      merge_commit_sha,
      state: 'closed',
      merged_at: '2026-05-01T10:00:00Z',
    });
    expect(only('pull_request', merged)).toMatchObject({
      state: 'merged',
      mergeSha: merge_commit_sha,
    });
  });

  it('a deployment has no state before its first status', () => {
    expect(only('deployment', examplesOf('deployment')[0])).toMatchObject({
      environment: 'production',
      state: null,
    });
    expect(only('deployment_status', examplesOf('deployment_status')[0])).toMatchObject({
      id: 145988746,
      state: 'success',
      updatedAt: Date.parse('2019-05-15T15:20:55Z'),
    });
  });
});
