import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decidePoll, type PollState } from '../../src/github/poll.ts';

const now = Date.UTC(2026, 4, 1, 12);
const state: PollState = {
  now,
  intervalMs: 60_000,
  webhookAt: now - 60_000,
  missed: 0,
  busy: false,
  rateLimit: { limit: 5000, remaining: 4000, resetAt: now + 1_800_000 },
  random: 0.5,
};

const seconds = (change: Partial<PollState>) => {
  const { nextAt, reason } = decidePoll({ ...state, ...change });
  return [(nextAt - now) / 1000, reason];
};

describe('how often GitHub is asked', () => {
  it.each<[string, Partial<PollState>, number, RegExp]>([
    ['less and less while webhooks come', {}, 120, /missed nothing/],
    ['at least every 15 minutes', { intervalMs: 800_000 }, 900, /missed nothing/],
    ['every minute without webhooks', { webhookAt: null }, 60, /no webhooks/],
    ['every minute when they ceased', { webhookAt: now - 8 * 86_400_000 }, 60, /no webhooks/],
    ['every half minute while red', { webhookAt: null, busy: true }, 30, /red or running/],
    ['every minute when one was missed', { missed: 1, intervalMs: 900_000 }, 60, /missed 1/],
    ['no closer for being red when all arrives', { busy: true }, 120, /missed nothing/],
    [
      'slower when the limit runs low',
      { webhookAt: null, ...limit({ remaining: 1000 }) },
      240,
      /runs low/,
    ],
  ])('%s', (_, change, expected, reason) => {
    const [after, why] = seconds(change);
    expect(after).toBe(expected);
    expect(why).toMatch(reason);
  });

  it('not before the limit ends when it is nearly used up', () => {
    const [after, reason] = seconds({ webhookAt: null, ...limit({ remaining: 100 }) });
    expect(after).toBeGreaterThanOrEqual(1800);
    expect(reason).toMatch(/nearly used up/);
  });

  it('a limit that has ended slows nothing down', () => {
    expect(seconds({ webhookAt: null, ...limit({ remaining: 0, resetAt: now - 1 }) })[0]).toBe(60);
  });

  it('always later than now, never later than 17 minutes unless the limit says so', () => {
    const moment = fc.integer({ min: now - 1e9, max: now });
    fc.assert(
      fc.property(
        fc.record({
          intervalMs: fc.option(fc.integer({ min: 1, max: 900_000 })),
          webhookAt: fc.option(moment),
          missed: fc.nat(5),
          busy: fc.boolean(),
          rateLimit: fc.option(
            fc.record({
              limit: fc.constant(5000),
              remaining: fc.nat(5000),
              resetAt: fc.integer({ min: now - 1e6, max: now + 3_600_000 }),
            }),
          ),
          random: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (change) => {
          const { nextAt, intervalMs } = decidePoll({ now, ...change });
          const latest = Math.max(now, change.rateLimit?.resetAt ?? 0) + 17 * 60_000;
          expect(nextAt).toBeGreaterThan(now);
          expect(nextAt).toBeLessThanOrEqual(latest);
          expect(intervalMs).toBeLessThanOrEqual(900_000);
        },
      ),
    );
  });
});

function limit(change: Partial<NonNullable<PollState['rateLimit']>>): Partial<PollState> {
  return { rateLimit: { limit: 5000, remaining: 4000, resetAt: now + 1_800_000, ...change } };
}
