import type { JobFact, RepositoryFact, RunFact } from '../../src/core/facts.ts';

export const repository: RepositoryFact = {
  name: 'acme/api',
  defaultBranch: 'main',
  url: 'https://github.com/acme/api',
};

/** A red run of CI on main, save for what is said otherwise. */
export function runFact(change: Partial<RunFact> = {}): RunFact {
  return {
    kind: 'run',
    repository,
    id: 101,
    number: 1,
    attempt: 1,
    workflow: { id: 7, name: 'CI', path: '.github/workflows/ci.yml' },
    branch: 'main',
    headRepository: 'acme/api',
    sha: 'a1b2c3d',
    event: 'push',
    title: 'Refactor totals',
    actor: 'dana',
    triggeredBy: 'dana',
    pullRequest: null,
    progress: 'completed',
    outcome: 'failure',
    createdAt: 1_000,
    startedAt: 1_000,
    updatedAt: 2_000,
    url: 'https://github.com/acme/api/actions/runs/101',
    commit: null,
    ...change,
  };
}

/** A red job of that run, save for what is said otherwise. */
export function jobFact(change: Partial<JobFact> = {}): JobFact {
  return {
    kind: 'job',
    repository,
    id: 1_001,
    runId: 101,
    attempt: 1,
    name: 'test',
    progress: 'completed',
    outcome: 'failure',
    createdAt: 1_000,
    startedAt: 1_100,
    completedAt: 1_900,
    runner: 'GitHub Actions 2',
    labels: ['ubuntu-latest'],
    steps: [],
    url: 'https://github.com/acme/api/actions/runs/101/job/1001',
    ...change,
  };
}
