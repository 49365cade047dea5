import { expect, test } from 'vitest';
import { read } from '../../sandbox/slack/reading/plain.ts';
import { createWorld } from '../../sandbox/slack/world/create.ts';
import { retention } from '../../src/jobs/retention.ts';
import { minutesMessage } from '../../src/reports/messages/cost.ts';
import { jobsNote, usuallyNote } from '../../src/reports/messages/known.ts';
import type { Metric } from '../../src/reports/numbers.ts';
import { report } from '../../src/reports/report.ts';
import type { Store } from '../../src/store/types/index.ts';
import { silentLog } from '../helpers/log.ts';
import { eachEngine } from '../helpers/store.ts';
import { day, incidentOf, minute, scopeOf, tell } from './history.ts';

const now = Date.UTC(2026, 10, 24, 9);
const seen = ({ value, of, trend }: Metric) => [value, of, trend.before, trend.of];

/** A run each day, green save for each tenth, of one job of four minutes; each red one an incident. */
async function daily(store: Store, since: number): Promise<void> {
  await store.transaction(async (tx) => {
    for (let back = since; back >= 1; back -= 1) {
      const start = now - back * day;
      const outcome = back % 10 === 0 ? 'failure' : 'success';
      const end = start + 4 * minute;
      const job = { name: 'test', outcome, queued: start, start, end } as const;
      const attempts = [{ outcome, start, end, jobs: [job] }] as const;
      const stream = await tell(tx, { id: 1_000 - back, attempts });
      if (outcome === 'failure')
        await tx.incidents.insert(incidentOf(stream.id, { redSince: end, resolvedAt: end + day }));
    }
  });
}

const past = (days: number) => ({ from: now - days * day, to: now, zone: 'UTC' });
const spoken = (line: ReturnType<typeof usuallyNote>) =>
  line.filter((one) => typeof one === 'string').join('');

eachEngine('a report of more than is kept', (open) => {
  test('counts jobs from when they are kept, now and before, and says so', async () => {
    const store = await open();
    await daily(store, 150);
    await (await retention.run({ store, now, log: silentLog } as never))(store as never);
    const made = await report(scopeOf('acme/api'), past(120), store);
    expect(made.known).toEqual({
      ...{ runs: now - 150 * day, jobs: now - 90 * day, deleted: now - 90 * day },
    });
    // Runs are all there; of jobs those of ninety days, also where red ones of before are kept.
    expect(seen(made.health.passRate)).toEqual([108 / 120, 120, 26 / 28, 28]);
    expect(seen(made.minutes.total)).toEqual([4 * 90, 90, null, 0]);
    expect(made.slow.jobs[0]?.run.of).toBe(81);
    const said = read(createWorld({}), minutesMessage(made, ['acme/api'])).plain;
    expect(said).toContain('360 minutes of runners in 120 days');
    expect(said).toMatch(
      /Runner time, jobs and their waits count since .+: jobs of green runs are kept for 90 days\./,
    );

    // Of the four weeks before the last eighty days, ten days are kept.
    const { minutes, known, period, health } = await report(scopeOf('acme/api'), past(80), store);
    expect(seen(minutes.total)).toEqual([320, 80, 320, 10]);
    expect(seen(health.opened)).toEqual([8, 8, (2 * 80) / 28, 2]);
    expect(spoken(jobsNote({ known, period })[0]!)).toBe(
      '“Usually”, of jobs and runner time, counts since .',
    );
    expect(spoken(usuallyNote({ known, period }))).toBe('“Usually” is the four weeks before.');
  });

  test.each([
    [10, null, 'Nothing is usual yet: runs are known since .'],
    [21, 28, '“Usually” is the 14 days before: runs are known since .'],
    [35, 28, '“Usually” is the four weeks before.'],
  ])(
    'of runs that are known for %i days takes what is usual from those',
    async (days, minutes, words) => {
      const store = await open();
      await daily(store, days);
      const made = await report(scopeOf('acme/api'), past(7), store);
      const { value, trend } = made.minutes.total;
      expect([value, trend.before && Math.round(trend.before)]).toEqual([28, minutes]);
      const usual = [made.health.passRate.trend.before, made.slow.jobs[0]?.before];
      expect(usual.every((one) => one === null)).toBe(minutes === null);
      expect(spoken(usuallyNote(made))).toBe(words);
      expect(jobsNote(made)).toEqual([]);
    },
  );

  test('of runs whose jobs were not told says from when on those are', async () => {
    const store = await open();
    await daily(store, 5);
    for (let back = 40; back > 5; back -= 1) {
      const start = now - back * day;
      await tell(store, {
        id: 1_000 - back,
        attempts: [{ outcome: 'success', start, end: start + minute }],
      });
    }
    const made = await report(scopeOf('acme/api'), past(7), store);
    expect(seen(made.minutes.total)).toEqual([20, 5, null, 0]);
    expect(spoken(jobsNote(made)[0]!)).toMatch(
      /^Runner time, jobs and their waits count since : jobs from before are not known\./,
    );
  });
});
