import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RunFact } from '../../src/core/facts.ts';
import type { GitHubApi } from '../../src/github/api.ts';
import { type BackfillProgress, backfill } from '../../src/github/backfill.ts';
import { runFact } from '../helpers/facts.ts';

const end = Date.UTC(2026, 4, 1);
const range = { from: end - 30 * 86_400_000, to: end };

/** GitHub's list of runs: newest first, a hundred a page, the first thousand of a range. */
function listOf(runs: readonly RunFact[]) {
  const requests: number[] = [];
  const listRuns: GitHubApi['listRuns'] = async (_, query = {}) => {
    const { page = 1, created = { from: 0, to: end } } = query;
    const second = (at: number) => Math.floor(at / 1000);
    const within = runs.filter(
      ({ createdAt: at }) => second(at) >= second(created.from) && second(at) <= second(created.to),
    );
    const shown = within.slice(0, 1000).slice((page - 1) * 100, page * 100);
    requests.push(page);
    const hasMore = shown.length === 100;
    return { runs: shown, total: within.length, hasMore, etag: null, notModified: false };
  };
  return { github: { listRuns }, requests };
}

/** So many runs, newest first, `gap` milliseconds apart on the whole. */
function runsApart(count: number, gap: number): RunFact[] {
  return Array.from({ length: count }, (_, at) => {
    const createdAt = Math.floor((end - at * gap) / 1000) * 1000;
    return runFact({ id: count - at, number: count - at, createdAt });
  });
}

describe('reading the past', () => {
  it('of 10,000 runs takes at most 110 requests, and finds each once', async () => {
    const { github, requests } = listOf(runsApart(10_000, 200_000));
    const ids: number[] = [];
    const record = async (runs: readonly RunFact[]) => void ids.push(...runs.map(({ id }) => id));
    const done = await backfill('acme/api', range, { github, record });
    expect(requests.length).toBeLessThanOrEqual(110);
    expect(new Set(ids).size).toBe(10_000);
    expect(ids).toHaveLength(10_000);
    expect(done).toMatchObject({ done: 10_000, total: 10_000 });
  });

  it('goes on where it was interrupted, wherever that was', async () => {
    const all = runsApart(2_345, 900);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 23 }), async (failsAt) => {
        const { github } = listOf(all);
        const ids = new Set<number>();
        let kept: BackfillProgress | undefined;
        let calls = 0;
        const needs = {
          github,
          async record(runs: readonly RunFact[], progress: BackfillProgress) {
            if (calls++ === failsAt) throw new Error('killed');
            for (const run of runs) ids.add(run.id);
            kept = progress;
          },
        };
        await backfill('acme/api', range, needs).catch(() => undefined);
        await backfill('acme/api', { ...range, resume: kept }, needs);
        expect(ids.size).toBe(2_345);
      }),
      { numRuns: 24 },
    );
  });

  it('of no runs is one request', async () => {
    const { github, requests } = listOf([]);
    const record = async () => undefined;
    expect(await backfill('acme/api', range, { github, record })).toMatchObject({ done: 0 });
    expect(requests).toEqual([1]);
  });

  it('comes to an end where a second holds more runs than GitHub shows', async () => {
    const { github } = listOf([...runsApart(1_500, 0), ...runsApart(50, 3_000).slice(1)]);
    const ids = new Set<number>();
    const record = async (runs: readonly RunFact[]) => {
      for (const run of runs) ids.add(run.createdAt);
    };
    await backfill('acme/api', range, { github, record });
    expect(ids.size).toBe(50);
  });
});
