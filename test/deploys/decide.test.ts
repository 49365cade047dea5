import { describe, expect, test } from 'vitest';
import type { Deploy, DeployState, Lock } from '../../src/core/deploys.ts';
import type { Run } from '../../src/core/records.ts';
import type { EnvironmentRule } from '../../src/core/settings.ts';
import {
  type Facing,
  healthAt,
  isOwnDeploy,
  mayOverride,
  obstacles,
  type Progressed,
  progressOf,
} from '../../src/deploys/decide.ts';

const production: EnvironmentRule = {
  ...{ name: 'production', production: true, role: 'operator', fourEyes: true, after: 'staging' },
};
const free: Facing = {
  ...{ kind: 'deploy', sha: 'b2', environment: production, running: { sha: 'a1' } },
  ...{ lock: undefined, freeze: null, open: undefined, wasBefore: true, noWay: null },
  again: false,
};
const lock = { lockedBy: 'U1' } as Lock;
const open = { startedBy: 'U1' } as Deploy;
const freeze = { reason: 'Holidays', until: 9 };

describe('a deploy is kept back', () => {
  test.each<[string, Partial<Facing>, string[]]>([
    ['by nothing', {}, []],
    ['by a lock', { lock }, ['locked']],
    ['by a freeze', { freeze }, ['frozen']],
    ['by another deploy', { open }, ['busy']],
    ['since the same commit runs there', { running: { sha: 'b2' } }, ['same']],
    ['not where it is wanted once more', { running: { sha: 'b2' }, again: true }, []],
    ['since it has not run on staging', { wasBefore: false }, ['order']],
    ['not by the order when it goes back', { wasBefore: false, kind: 'rollback' }, []],
    [
      'not by an order that there is not',
      { wasBefore: false, environment: { ...production, after: null } },
      [],
    ],
    ['since nothing can be started', { noWay: { why: 'none' } }, ['no-way']],
    [
      'by all of it at once, what weighs most first',
      { lock, freeze, open, wasBefore: false, noWay: { why: 'none' } },
      ['no-way', 'locked', 'frozen', 'busy', 'order'],
    ],
  ])('%s', (_, facing, kinds) => {
    expect(obstacles({ ...free, ...facing }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('an admin may go past what people have set up, not past what is so', () => {
    const all = obstacles({
      ...{ ...free, lock, freeze, open, wasBefore: false, noWay: { why: 'none' } },
      running: { sha: 'b2' },
    });
    const passed = all.filter(mayOverride).map(({ kind }) => kind);
    expect(passed).toEqual(['locked', 'frozen', 'order']);
  });
});

describe('CI at a commit', () => {
  const run = (workflowId: number, change: Partial<Run>): Run =>
    ({ workflowId, event: 'push', progress: 'completed', outcome: 'success', ...change }) as Run;

  test.each<[string, Run[], string]>([
    ['nothing ran', [], 'unknown'],
    ['all passed', [run(1, {}), run(2, {})], 'green'],
    ['one failed', [run(1, {}), run(2, { outcome: 'failure' })], 'red'],
    ['one still runs', [run(1, {}), run(2, { progress: 'queued', outcome: null })], 'running'],
    ['it failed and then passed', [run(1, {}), run(1, { outcome: 'failure' })], 'green'],
    [
      'only a deploy failed',
      [run(1, { event: 'workflow_dispatch', outcome: 'failure' })],
      'unknown',
    ],
    ['it was cancelled', [run(1, { outcome: 'cancelled' })], 'unknown'],
  ])('where %s', (_, runs, kind) => {
    expect(healthAt(runs).kind).toBe(kind);
  });
});

describe('what GitHub knows', () => {
  const run = (outcome: Run['outcome']): Progressed['run'] => ({
    ...{ progress: outcome === null ? 'in_progress' : 'completed', outcome, updatedAt: 8 },
  });
  const made = (
    state: string,
    change: Partial<NonNullable<Progressed['deployment']>> = {},
  ): Progressed['deployment'] => ({ state, result: null, endedAt: null, createdAt: 2, ...change });
  const live = made('success', { result: 'success', endedAt: 7 });

  test.each<[DeployState, Partial<Progressed>, [DeployState, number | null] | undefined]>([
    ['started', {}, undefined],
    ['started', { run: run(null) }, undefined],
    ['asked', { run: run(null) }, ['started', null]],
    ['unclear', { run: run(null) }, ['started', null]],
    ['started', { run: run('success') }, ['succeeded', 8]],
    ['started', { run: run('failure') }, ['failed', 8]],
    ['started', { run: run('cancelled') }, ['cancelled', 8]],
    // Another job of the same run may still go on, or fail.
    ['started', { run: run(null), deployment: live }, ['succeeded', 7]],
    ['started', { run: run('failure'), deployment: live }, ['succeeded', 7]],
    [
      'started',
      { run: run(null), deployment: made('failure', { result: 'failure', endedAt: 6 }) },
      ['failed', 6],
    ],
    ['waiting', { run: run(null) }, undefined],
    ['waiting', { run: run(null), deployment: made('waiting') }, undefined],
    ['waiting', { run: run(null), deployment: made('in_progress') }, ['started', null]],
    ['succeeded', { run: run('failure') }, undefined],
    ['rejected', { run: run('failure') }, undefined],
  ])('makes of %s with %j %j', (state, facts, next) => {
    const ended = ['succeeded', 'rejected'].includes(state) ? 5 : null;
    const deploy = { state, endedAt: ended, decidedAt: null };
    const known: Progressed = { run: undefined, deployment: undefined, ...facts };
    const told = progressOf(deploy, known);
    expect(told && [told.state, told.endedAt]).toEqual(next);
  });

  test('of a run that is run again counts, though the deploy had failed', () => {
    const failed = { state: 'failed', endedAt: 5, decidedAt: null } as const;
    const again = { ...live!, createdAt: 6 };
    expect(progressOf(failed, { run: run('success'), deployment: again })?.state).toBe('succeeded');
    expect(progressOf(failed, { run: run('failure'), deployment: live })).toBeUndefined();
  });
});

test.each([
  ['U1', 'dana', true],
  ['U2', 'omar', false],
])('who started it in Slack is %s', (user, login, own) => {
  expect(isOwnDeploy({ startedBy: 'U1', startedLogin: null }, { user, login })).toBe(own);
});

test.each([
  ['Omar-GH', true],
  ['mina-gh', false],
  [null, false],
])('who started it on GitHub is known by their login: %s', (login, own) => {
  const deploy = { startedBy: null, startedLogin: 'omar-gh' };
  expect(isOwnDeploy(deploy, { user: 'U1', login })).toBe(own);
});
