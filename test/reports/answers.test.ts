import { describe, expect, test } from 'vitest';
import { validateBlocks } from '../../sandbox/slack/blocks/validate.ts';
import { read } from '../../sandbox/slack/reading/plain.ts';
import { createWorld } from '../../sandbox/slack/world/create.ts';
import { minutesMessage } from '../../src/reports/messages/cost.ts';
import { healthMessage } from '../../src/reports/messages/health.ts';
import { bottleneckMessage, slowList } from '../../src/reports/messages/slow.ts';
import type { Progress } from '../../src/reports/targets.ts';
import { badReport, hour, minute, reportOf } from './sample.ts';

const world = createWorld({});

describe('the answers of /ci', () => {
  const about = 'all 200 repositories';
  const repositories = Array.from({ length: 200 }, (_, id) => `acme/service-number-${id}`);

  test('leave a button out that could not carry all that its number is about', () => {
    const everywhere = { ...badReport().changes[0]!, where: null };
    const found = reportOf({ changes: [everywhere, badReport().changes[0]!] });
    const { blocks } = healthMessage(found, { about, repositories, targets: [] });
    expect(validateBlocks(blocks, { surface: 'message', at: '/blocks' })).toEqual([]);
    const values = JSON.stringify(blocks).match(/"action_id":"report.open:[^"]*"/g);
    // The one change that is about one repository alone.
    expect(values).toEqual(['"action_id":"report.open:change-1"']);
  });

  test('say a number beside what is usual, and what a minute costs to the tenth of a cent', () => {
    const health = read(
      world,
      healthMessage(badReport(), { about, repositories: ['acme/api'], targets: [] }),
    );
    expect(health.plain).toContain(
      'Half of what broke was green again within 40 m (usually 40 m), nine in ten within 2 h.',
    );
    expect(health.plain).toContain('1 workflow broke (usually 1), 1 was mended.');
    expect(health.plain.match(/\[Runs\]/g)).toHaveLength(5);
    const cost = read(world, minutesMessage(badReport(), ['acme/api'])).plain;
    expect(cost).toContain('1,240 minutes of runners in 24 hours, about $7.44. Usually 1,240.');
    expect(cost).toContain('ubuntu-latest: 1,240 minutes, $0.006 a minute');
  });

  test('say that nothing was mended where something is red, and over how long each number counts', () => {
    const report = badReport();
    const nothing = { ...report.health.timeToGreen.median, value: null, of: 0 };
    const health = { ...report.health, timeToGreen: { median: nothing, p90: nothing } };
    const target: Progress = {
      ...{ repository: 'acme/api', measure: 'pass_rate', goal: 0.95, value: 0.97, of: 102 },
      ...{ state: 'met', crossedAt: null },
    };
    const flaky = {
      ...{ repository: 'acme/web', workflowId: 3, workflow: 'E2E', flips: 18, retried: 18 },
      ...{ share: 1, reason: '', minutes: 22, cost: 0, reruns: 18 },
      evidence: { kind: 'runs', ids: [] },
    } as const;
    const told = (change: Partial<typeof health>) =>
      read(
        world,
        healthMessage(
          { ...report, flaky: [flaky], health: { ...health, ...change } },
          { about, repositories: ['acme/api'], targets: [target] },
        ),
      ).plain;
    expect(told({})).toContain('Nothing has been mended yet.');
    expect(told({ open: [] })).toContain('Nothing had to be mended.');
    expect(told({})).toContain('Targets, by the last seven days');
    expect(told({})).toContain(
      'on 18 commits in four weeks; 22 minutes wasted in the last 24 hours.',
    );
  });

  test('show the steps that take longest, and say of one run that it was one', () => {
    const times = { p50: 2 * minute, p95: 3 * minute, of: 9 };
    const e2e = {
      repository: 'acme/web',
      workflowId: 3,
      workflow: 'E2E',
      queue: null,
      before: null,
    };
    const slow = {
      ...e2e,
      run: times,
      unusual: null,
      total: hour,
      evidence: { kind: 'runs', ids: [] },
    } as const;
    const step = { ...slow, job: 'checkout', step: 'Run tests' };
    const path = { ...e2e, of: 9, total: 5 * minute, path: ['checkout'], evidence: slow.evidence };
    const job = { job: 'checkout', after: [], queue: 0, run: 5 * minute, critical: 9 };
    const report = reportOf({
      slow: { workflows: [], jobs: [], steps: [step, { ...step, workflowId: 9, step: 'Other' }] },
    });
    const found = { ...path, jobs: [{ ...job, gain: 5 * minute, queueGain: 0 }] };
    const answer = bottleneckMessage(found, { report, others: [] });
    expect(validateBlocks(answer.blocks, { surface: 'message', at: '/blocks' })).toEqual([]);
    const said = read(world, answer).plain;
    expect(said).toContain('checkout › Run tests: half take longer than 2 m, 1 in 20 than 3 m.');
    expect(said).not.toContain('Other');
    expect(said).toContain('checkout is its only job: what its steps take is what it takes.');
    const once = { ...slow, job: null, step: null, run: { ...times, of: 1 } };
    const list = slowList(reportOf({ slow: { workflows: [once], jobs: [], steps: [] } }), about);
    expect(read(world, list).plain).toContain('the one green run of acme/web · E2E took 2 m.');
  });
});
