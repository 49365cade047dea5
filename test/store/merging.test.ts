import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  CheckFact,
  CommitFact,
  JobFact,
  Outcome,
  Progress,
  RunFact,
} from '../../src/core/facts.ts';
import type { Store } from '../../src/store/types/index.ts';
import { jobFact, repository, runFact } from '../helpers/facts.ts';
import { eachEngine } from '../helpers/store.ts';

const commit: CommitFact = {
  ...{ sha: 'a1b2c3d', message: 'Refactor totals', authorName: 'Dana', authorEmail: null },
  ...{ authorLogin: null, at: 900, files: null },
};
const ends: Outcome[] = ['failure', 'success', 'cancelled', 'timed_out'];
const steps: Progress[] = ['queued', 'in_progress', 'completed'];

type Report = RunFact | JobFact | CheckFact;

/** Everything that GitHub says of one run with `attempts` attempts of two jobs each. */
function lifeOf(runId: number, outcomes: Outcome[]): Report[] {
  return outcomes.flatMap((outcome, i) => attemptOf(runId, i + 1, outcome));
}

function attemptOf(runId: number, attempt: number, end: Outcome): Report[] {
  const began = attempt * 10_000;
  const reports = steps.flatMap((progress, step): Report[] => {
    const outcome = progress === 'completed' ? end : null;
    const run = runFact({
      ...{ id: runId, attempt, progress, outcome, startedAt: began, updatedAt: began + step },
      ...{ commit, triggeredBy: attempt === 1 ? 'dana' : 'omar' },
      pullRequest: progress === 'completed' ? null : 42,
    });
    const jobs = [1, 2].map((n) => {
      const id = runId * 100 + attempt * 10 + n;
      const completedAt = progress === 'completed' ? began + 5 : null;
      const startedAt = progress === 'queued' ? null : began + 1;
      return jobFact({ id, runId, attempt, progress, outcome, startedAt, completedAt });
    });
    return [run, ...jobs];
  });
  const check: CheckFact = {
    ...{ kind: 'check', repository, jobId: runId * 100 + attempt * 10 + 1, annotations: attempt },
  };
  return [...reports, check];
}

async function apply(store: Store, reports: readonly Report[]): Promise<void> {
  const { id: streamId } = await stream(store);
  for (const report of reports) {
    if (report.kind === 'run') await store.runs.merge(report, streamId);
    else if (report.kind === 'job') await store.jobs.merge(report);
    else await store.jobs.annotate(report);
  }
}

function stream(store: Store) {
  const key = { repository: 'acme/api', workflowId: 7, workflow: 'CI', branch: 'main' } as const;
  return store.streams.lock({ ...key, lane: 'branch', now: 1 });
}

async function rowsOf(store: Store, runId: number) {
  const run = await store.runs.byId(runId);
  const attempts = await store.runs.attempts(runId);
  return { run, attempts, jobs: await store.jobs.ofRun(runId) };
}

/** The rows, with ids counted from nought, so that two runs can be compared. */
async function shapeOf(store: Store, runId: number): Promise<string> {
  const text = JSON.stringify(await rowsOf(store, runId));
  return text.replaceAll(new RegExp(`\\b${runId}(\\d\\d)?\\b`, 'g'), 'id$1');
}

eachEngine('reports of a run', (open) => {
  test('end in the same rows, in whatever order and however often they come', async () => {
    const store = await open();
    let last = 700_000;
    const orders = fc
      .array(fc.constantFrom(...ends), { minLength: 1, maxLength: 2 })
      .chain((outcomes) =>
        fc.record({
          outcomes: fc.constant(outcomes),
          order: fc.array(fc.nat(lifeOf(1, outcomes).length - 1), { maxLength: 6 }).chain((twice) =>
            fc.shuffledSubarray([...lifeOf(1, outcomes).keys(), ...twice], {
              minLength: lifeOf(1, outcomes).length + twice.length,
            }),
          ),
        }),
      );
    await fc.assert(
      fc.asyncProperty(orders, async ({ outcomes, order }) => {
        const [straight, shuffled] = [++last, ++last];
        await apply(store, lifeOf(straight, outcomes));
        const life = lifeOf(shuffled, outcomes);
        await apply(
          store,
          order.map((i) => life[i]!),
        );
        expect(await shapeOf(store, shuffled)).toBe(await shapeOf(store, straight));
      }),
      { numRuns: 25 },
    );
  });

  test('which differ in the same second end in the same row, too', async () => {
    const store = await open();
    const { id } = await stream(store);
    const reports = ['failure', 'success'] as const;
    const ended = reports.map((outcome) => ({ outcome, updatedAt: 5_000 }));
    for (const [i, first] of ended.entries()) {
      await store.runs.merge(runFact({ id: 50 + i, ...first }), id);
      await store.runs.merge(runFact({ id: 50 + i, ...ended[1 - i] }), id);
    }
    expect((await store.runs.byId(50))?.outcome).toBe((await store.runs.byId(51))?.outcome);
  });

  test('that say nothing new change nothing, and say so', async () => {
    const store = await open();
    const { id } = await stream(store);
    const queued = runFact({ progress: 'queued', outcome: null, updatedAt: 1_000 });
    expect(await store.runs.merge(queued, id)).toMatchObject({ before: undefined, changed: true });
    const ended = await store.runs.merge(runFact({ commit }), id);
    expect(ended).toMatchObject({
      ...{ before: { progress: 'queued' }, after: { progress: 'completed' }, changed: true },
    });
    expect(await store.runs.merge(runFact({ commit }), id)).toMatchObject({ changed: false });
    expect(await store.runs.merge(queued, id)).toEqual({
      ...{ before: ended.after, after: ended.after, changed: false },
    });
  });

  test('of an earlier attempt fill in its history, and leave the run as it is', async () => {
    const store = await open();
    const { id } = await stream(store);
    const rerun = { attempt: 2, outcome: 'success', updatedAt: 9_000 } as const;
    await store.runs.merge(runFact(rerun), id);
    const late = await store.runs.merge(runFact(), id);
    expect(late).toMatchObject({ after: { attempt: 2, outcome: 'success' }, changed: true });
    expect(await store.runs.attempts(101)).toMatchObject([
      { attempt: 1, outcome: 'failure' },
      { attempt: 2, outcome: 'success' },
    ]);
  });

  test('that are older never overwrite what it runs on', async () => {
    const store = await open();
    const { id } = await stream(store);
    await store.runs.merge(runFact({ sha: 'new', branch: 'release/2', updatedAt: 9_000 }), id);
    await store.runs.merge(runFact({ sha: 'old', branch: 'main', updatedAt: 2_000 }), id);
    expect(await store.runs.byId(101)).toMatchObject({ sha: 'new', branch: 'release/2' });
  });

  test('bring its commit along', async () => {
    const store = await open();
    const { id } = await stream(store);
    await store.runs.merge(runFact({ commit }), id);
    expect(await store.commits.bySha('acme/api', 'a1b2c3d')).toEqual({
      ...commit,
      repository: 'acme/api',
    });
  });

  test('may come after those of its jobs', async () => {
    const store = await open();
    const check = { kind: 'check', repository, jobId: 1_001, annotations: 3 } as const;
    await store.jobs.annotate(check);
    const merged = await store.jobs.merge(jobFact());
    expect(merged).toMatchObject({ before: undefined, after: { annotations: 3 }, changed: true });
    expect(await store.jobs.merge(jobFact())).toMatchObject({ changed: false });
    expect(await store.runs.byId(101)).toBeUndefined();
    expect(await store.jobs.byId(1_001)).toMatchObject({ labels: ['ubuntu-latest'], steps: [] });
  });

  test('that come at the same moment do not overwrite one another', async () => {
    const store = await open();
    const { id: streamId } = await stream(store);
    for (let id = 1; id <= 20; id += 1) {
      const going = runFact({ id, progress: 'in_progress', outcome: null });
      await store.runs.merge(runFact({ id, progress: 'queued', outcome: null }), streamId);
      const reports = [going, runFact({ id }), going, going, going];
      await Promise.all(reports.map((report) => store.runs.merge(report, streamId)));
      expect(await store.runs.byId(id)).toMatchObject({ progress: 'completed' });
    }
  });

  test('that come at once from two workers are both kept', async () => {
    const store = await open();
    const { id } = await stream(store);
    const life = lifeOf(77, ['failure', 'success']);
    await Promise.all(
      [...life, ...life].map((report) =>
        store.transaction(async (tx) => {
          if (report.kind === 'run') await tx.runs.merge(report, id);
          else if (report.kind === 'job') await tx.jobs.merge(report);
          else await tx.jobs.annotate(report);
        }),
      ),
    );
    await apply(store, lifeOf(78, ['failure', 'success']));
    expect(await shapeOf(store, 77)).toBe(await shapeOf(store, 78));
  });
});
