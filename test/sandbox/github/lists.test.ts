import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitHub, startGitHub } from '../../../sandbox/github/index.ts';
import { createdWithin } from '../../../sandbox/github/routes/run-filter.ts';

let github: GitHub;

beforeAll(async () => {
  github = await startGitHub({ rateLimit: 1_000_000 });
  const createdAt = Date.UTC(2026, 0, 1);
  for (let index = 0; index < 1_203; index += 1) {
    await github.run('acme/api', 'CI', 'success', { createdAt: createdAt + index * 1_000 });
  }
});

afterAll(() => github.close());

type Page = { total_count: number; workflow_runs: { id: number }[] };

async function read(url: string) {
  const answer = await fetch(url, { headers: { authorization: 'Bearer any' } });
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  return { ...((await answer.json()) as Page), next };
}

const runs = (query: string) => `${github.apiUrl}/repos/acme/api/actions/runs?${query}`;

describe('the pages of a list', () => {
  it('hold everything once, whatever their size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 60, max: 100 }), async (size) => {
        const ids: number[] = [];
        let url: string | undefined = runs(`per_page=${size}`);
        while (url !== undefined) {
          const page: Awaited<ReturnType<typeof read>> = await read(url);
          ids.push(...page.workflow_runs.map((run) => run.id));
          url = page.next;
        }
        expect(new Set(ids).size).toBe(1_203);
        expect(ids).toHaveLength(1_203);
      }),
      { numRuns: 2 },
    );
  });

  it('end at the thousandth run when the list is filtered, though the count goes on', async () => {
    const last = await read(runs('branch=main&per_page=100&page=10'));
    expect([last.total_count, last.workflow_runs.length, last.next]).toEqual([
      1_203,
      100,
      undefined,
    ]);
    const beyond = await read(runs('branch=main&per_page=100&page=11'));
    expect(beyond.workflow_runs).toEqual([]);
  });

  it('have a hundred items at most, and thirty unless asked', async () => {
    expect((await read(runs('per_page=500'))).workflow_runs).toHaveLength(100);
    expect((await read(runs(''))).workflow_runs).toHaveLength(30);
    expect((await read(runs('per_page=nonsense'))).workflow_runs).toHaveLength(30);
  });
});

describe('a search for a date', () => {
  const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });
  const written = (at: number) => new Date(at).toISOString();

  it('finds each moment either before a date or from it on', () => {
    fc.assert(
      fc.property(moments, moments, (at, border) => {
        const before = createdWithin(`<${written(border)}`)(at);
        const after = createdWithin(`>=${written(border)}`)(at);
        expect(before).toBe(!after);
      }),
    );
  });

  it('finds in a range what it finds from its start and up to its end', () => {
    fc.assert(
      fc.property(moments, moments, moments, (at, from, till) => {
        const within = createdWithin(`${written(from)}..${written(till)}`)(at);
        const both =
          createdWithin(`>=${written(from)}`)(at) && createdWithin(`<=${written(till)}`)(at);
        expect(within).toBe(both);
      }),
    );
  });
});
