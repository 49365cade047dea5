import { describe, expect, test } from 'vitest';
import { streamOf } from '../../src/builds/streams.ts';
import type { RunFact } from '../../src/core/facts.ts';
import { runFact } from '../helpers/facts.ts';

describe('the stream that a run belongs to', () => {
  const cases: [what: string, run: Partial<RunFact>, lane: string, branch: string][] = [
    ['a push to main', {}, 'branch', 'main'],
    ['a schedule', { event: 'schedule' }, 'branch', 'main'],
    ['a run of another workflow’s end', { event: 'workflow_run' }, 'branch', 'main'],
    ['a pull request', { event: 'pull_request', branch: 'cart' }, 'pull_request', 'cart'],
    [
      'a pull request that runs with our secrets',
      { event: 'pull_request_target', branch: 'cart' },
      'pull_request',
      'cart',
    ],
    [
      'a fork that calls its branch main',
      { event: 'pull_request', headRepository: 'mallory/api' },
      'pull_request',
      'mallory:main',
    ],
    [
      'a fork that is gone and called its branch main',
      { event: 'pull_request', headRepository: null },
      'pull_request',
      'main',
    ],
    [
      'a merge queue',
      { event: 'merge_group', branch: 'gh-readonly-queue/main/pr-12-a1b2c3d' },
      'pull_request',
      'gh-readonly-queue/main/pr-12-a1b2c3d',
    ],
    [
      'a push to the branch that a merge queue made',
      { branch: 'gh-readonly-queue/main/pr-12-a1b2c3d' },
      'pull_request',
      'gh-readonly-queue/main/pr-12-a1b2c3d',
    ],
    [
      'what GitHub itself runs on a pull request',
      { event: 'dynamic', branch: 'refs/pull/12/merge' },
      'pull_request',
      'refs/pull/12/merge',
    ],
    ['what GitHub itself runs on main', { event: 'dynamic' }, 'branch', 'main'],
  ];
  test.each(cases)('%s', (_what, run, lane, branch) => {
    expect(streamOf(runFact(run))).toMatchObject({ lane, branch });
  });
});
