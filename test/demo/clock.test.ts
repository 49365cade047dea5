import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clockHandler, createDemoClock } from '../../sandbox/demo/clock.ts';

const hour = 3_600_000;
const raw = {} as Parameters<ReturnType<typeof clockHandler>>[1];

/** What the page sends to wind it. */
const windBy = (by: string) => ({
  ...{ method: 'POST', path: '/clock/', query: new URLSearchParams(), headers: {} },
  body: { by },
});
const preload = fileURLToPath(new URL('../../sandbox/demo/shifted-time.ts', import.meta.url));

test('winds by a quarter of an hour, an hour, and to when people come to work', async () => {
  const clock = createDemoClock();
  const heard: number[] = [];
  clock.onWind((ahead) => heard.push(ahead));
  const wind = (by: string) => clockHandler(clock)(windBy(by), raw);
  await wind('15m');
  await wind('1h');
  expect(heard).toEqual([hour / 4, hour + hour / 4]);
  await wind('morning');
  const berlin = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  expect(berlin.format(clock.now())).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 09:00$/);
  expect(await wind('yesterday')).toMatchObject({ status: 400 });
  expect(heard).toHaveLength(3);
});

test('stops on the way for what happens meanwhile, and ends where it was to', async () => {
  const clock = createDemoClock();
  const begun = clock.now();
  const seen: number[] = [];
  const pass = async (until: number) => {
    clock.wind(hour / 2);
    seen.push(Math.round((clock.now() - begun) / hour / 0.5), Math.round((until - begun) / hour));
  };
  await clockHandler(clock, { pass })(windBy('1h'), raw);
  expect(seen).toEqual([1, 1]);
  expect(Math.round((clock.now() - begun) / hour)).toBe(1);
});

test('runs fast for a while after it was wound, so that nobody waits for what comes late', async () => {
  const clock = createDemoClock();
  const hops = { hops: 3, hopMs: 10_000, everyMs: 1 };
  await clockHandler(clock, { late: hops })(windBy('1h'), raw);
  const ahead = await new Promise<number[]>((resolve) => {
    const heard: number[] = [];
    clock.onWind((ms) => heard.push(ms) === 3 && resolve(heard));
  });
  expect(ahead).toEqual([hour + 10_000, hour + 20_000, hour + 30_000]);
});

test('a process that is told so lives ahead of its machine, and ends as it would', async () => {
  const script = join(mkdtempSync(join(tmpdir(), 'baton-clock-')), 'say.mjs');
  writeFileSync(
    script,
    `const ask = setInterval(() => {
       if (Date.now() - ${Date.now()} < ${hour}) return;
       clearInterval(ask);
       console.log(JSON.stringify([new Date().getTime() - Date.now(), new Date(0).getTime()]));
     }, 10);`,
  );
  const child = fork(script, { execArgv: ['--import', 'tsx', '--import', preload], silent: true });
  const ended = once(child, 'exit');
  const said = once(child.stdout ?? process.stdin, 'data');
  child.send({ ahead: 2 * hour });
  expect(String(await said)).toBe('[0,0]\n');
  expect(await ended).toEqual([0, null]);
});
