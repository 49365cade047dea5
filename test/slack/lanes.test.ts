import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelLane, createLanes, methodLane } from '../../src/slack/lanes.ts';

/** One turn a second in each lane, as the store would keep it. */
function turns() {
  const next = new Map<string, number>();
  return {
    async turn(lane: string, { intervalMs, now }: { intervalMs: number; now: number }) {
      const due = next.get(lane) ?? 0;
      if (due > now) return due - now;
      next.set(lane, now + intervalMs);
      return 0;
    },
  };
}

const lane = channelLane('C1');

describe('taking turns', () => {
  test('the first goes at once, the others are told times one second apart', async () => {
    const lanes = createLanes(turns());
    const told = [];
    for (const post of [1, 2, 3, 4]) told.push(await lanes.take(post, [lane], 0));
    expect(told).toEqual([0, 1000, 2000, 3000]);
  });

  test('one that asks again before its time keeps its place', async () => {
    const lanes = createLanes(turns());
    for (const post of [1, 2, 3]) await lanes.take(post, [lane], 0);
    expect(await lanes.take(3, [lane], 500)).toBe(1500);
    expect(await lanes.take(4, [lane], 500)).toBe(2500);
  });

  test('one that came at its time and in vain is next', async () => {
    const lanes = createLanes(turns());
    for (const post of [1, 2, 3]) await lanes.take(post, [lane], 0);
    expect(await lanes.take(9, [lane], 1000)).toBe(0);
    expect(await lanes.take(2, [lane], 1000)).toBe(1000);
  });

  test('lanes do not wait for one another', async () => {
    const lanes = createLanes(turns());
    await lanes.take(1, [lane], 0);
    expect(await lanes.take(2, [channelLane('C2')], 0)).toBe(0);
  });

  test('a closed lane opens when Slack said so', async () => {
    const lanes = createLanes(turns());
    lanes.close(methodLane('chat.update'), 5000);
    expect(await lanes.take(1, [methodLane('chat.update')], 0)).toBe(5000);
    expect(await lanes.take(1, [methodLane('chat.update')], 5000)).toBe(0);
  });

  test('whoever comes back when told goes through within as many seconds as there are posts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 12 }),
        async (starts) => {
          const lanes = createLanes(turns());
          const due = starts.map((at, post) => ({ at, post }));
          const sent: number[] = [];
          while (due.length > 0) {
            due.sort((a, b) => a.at - b.at || a.post - b.post);
            const next = due.shift()!;
            const ms = await lanes.take(next.post, [lane], next.at);
            if (ms === 0) sent.push(next.at);
            else due.push({ ...next, at: next.at + ms });
          }
          expect(sent).toHaveLength(starts.length);
          for (const [i, at] of sent.entries())
            if (i > 0) expect(at - sent[i - 1]!).toBeGreaterThanOrEqual(1000);
          expect(Math.max(0, ...sent)).toBeLessThanOrEqual(
            Math.max(0, ...starts) + 2000 * starts.length,
          );
        },
      ),
    );
  });
});
