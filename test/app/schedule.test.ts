import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSchedule } from '../../src/app/loops/schedule.ts';

const hour = 3_600_000;
const nine = Date.UTC(2026, 10, 23, 9, 0);

const daily = {
  name: 'daily',
  cron: '0 9 * * *',
  timezone: 'UTC',
  graceMs: 12 * hour,
  kind: 'job',
  payload: () => null,
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a machine that slept over a slot does it as soon as it wakes up', async () => {
  vi.setSystemTime(nine - 10 * hour);
  const asked: string[] = [];
  const warned = vi.spyOn(console, 'warn');
  const schedule = createSchedule({
    recurring: async () => [daily],
    work: { ask: async ({ key }) => asked.push(key) > 0 },
    now: Date.now,
    asked: () => {},
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  schedule.start();
  await vi.advanceTimersByTimeAsync(10_000);
  asked.splice(0);
  vi.setSystemTime(nine + hour);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('2026-11-23');
  await vi.advanceTimersByTimeAsync(180_000);
  expect(asked).toHaveLength(1);
  expect(warned).not.toHaveBeenCalled();
  await schedule.stop();
});
