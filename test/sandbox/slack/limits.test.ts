import { describe, expect, it } from 'vitest';
import { call, handClock, post, workspace } from './calling.ts';

const say = { channel: '#builds', text: 'red' };

describe('limits', () => {
  it('let one message a second into a channel', async () => {
    const clock = handClock();
    const slack = await workspace({ clock });
    expect((await post(slack, 'chat.postMessage', say)).status).toBe(200);
    clock.forward(949);
    const refused = await post(slack, 'chat.postMessage', say);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect(slack.violations).toEqual([
      'chat.postMessage: more than one message a second in #builds',
    ]);
    expect((await post(slack, 'chat.postMessage', { ...say, channel: '#qa' })).status).toBe(200);
    clock.forward(1);
    expect((await post(slack, 'chat.postMessage', say)).status).toBe(200);
    expect(slack.channel('builds').messages).toHaveLength(2);
  });

  it('refill by the minute, for each method by its tier', async () => {
    const clock = handClock();
    const slack = await workspace({ clock });
    const lookups = async (count: number) => {
      const calls = Array.from({ length: count }, () =>
        post(slack, 'users.lookupByEmail', { email: 'dana@acme.dev' }),
      );
      const statuses = (await Promise.all(calls)).map(({ status }) => status);
      return statuses.filter((status) => status === 429).length;
    };
    expect(await lookups(60)).toBe(10);
    expect(slack.violations[0]).toBe('users.lookupByEmail: more than 50 calls a minute');
    expect((await post(slack, 'users.info', { user: 'U0DANA' })).status).toBe(200);
    clock.forward(30_000);
    expect(await lookups(30)).toBe(5);
  });
});

describe('faults', () => {
  it('rate-limit, fail and heal by themselves', async () => {
    const slack = await workspace();
    slack.faults.set(
      { method: 'chat.postMessage', kind: 'rate_limit', retryAfter: 7, times: 1 },
      { kind: 'error', error: 'internal_error', times: 1 },
    );
    const limited = await post(slack, 'chat.postMessage', say);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await call(slack, 'chat.postMessage', say)).toMatchObject({ error: 'internal_error' });
    expect(await call(slack, 'chat.postMessage', say)).toMatchObject({ ok: true });
    expect(slack.violations).toEqual([]);
    expect(slack.calls.of('chat.postMessage').map(({ fault }) => fault)).toEqual([
      'rate_limit',
      'error',
      undefined,
    ]);
  });

  it('drop a call before anything is done, or after, when only the answer is lost', async () => {
    const slack = await workspace();
    slack.faults.set({ kind: 'drop_before' });
    await expect(post(slack, 'chat.postMessage', say)).rejects.toThrow();
    expect(slack.channel('builds').messages).toEqual([]);
    slack.faults.set({ kind: 'drop_after' });
    await expect(post(slack, 'chat.postMessage', say)).rejects.toThrow();
    expect(slack.channel('builds').messages).toHaveLength(1);
    slack.faults.clear();
    expect(await call(slack, 'auth.test')).toMatchObject({ ok: true });
  });

  it('hit the share of calls that was asked for, the same in every run', async () => {
    const hit = async () => {
      const slack = await workspace();
      slack.faults.set({ kind: 'error', error: 'fatal_error', rate: 0.1 });
      const answers = [];
      for (let at = 0; at < 200; at += 1) answers.push(await call(slack, 'auth.test'));
      return answers.flatMap(({ ok }, at) => (ok ? [] : [at]));
    };
    const [first, second] = [await hit(), await hit()];
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(35);
    expect(second).toEqual(first);
  });
});
