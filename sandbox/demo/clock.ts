import { nextWorkingInstant } from '../../src/core/working-hours.ts';
import type { Handler } from '../github/http.ts';

/** The clock of the whole demo: this machine's, wound forward. */
export type DemoClock = {
  now(): number;
  /** Moves it on; nothing is done on the way that a machine would not do after it slept as long. */
  wind(ms: number): void;
  /** Hears how far ahead of the machine's own clock it is, each time that it was wound. */
  onWind(listener: (aheadMs: number) => void): void;
};

const minute = 60_000;
/** Mornings are those on which people come to work, in the demo's own zone. */
const mornings = {
  workingHours: [{ days: [1, 2, 3, 4, 5] as const, from: 9 * 60, to: 9 * 60 + 1 }],
  timezone: 'Europe/Berlin',
  holidays: [],
};

export function createDemoClock(): DemoClock {
  let ahead = 0;
  const listeners: ((aheadMs: number) => void)[] = [];
  return {
    now: () => Date.now() + ahead,
    wind(ms) {
      ahead += ms;
      for (const listener of listeners) listener(ahead);
    },
    onWind: (listener) => void listeners.push(listener),
  };
}

/** How far each control of the page winds it. */
const steps: Record<string, (now: number) => number> = {
  '15m': () => 15 * minute,
  '1h': () => 60 * minute,
  morning: (now) => nextWorkingInstant(now + minute, mornings) - now,
};

/**
 * Who wakes up late gives itself half a minute before it calls people; for so long the clock then runs
 * fast. In small hops: one of five seconds would look to Slack's client like a lost connection.
 */
const catchUp = { hops: 14, hopMs: 2_500, everyMs: 250 };

function hurry(clock: DemoClock, { hops, hopMs, everyMs }: typeof catchUp): void {
  let left = hops;
  const timer = setInterval(() => {
    clock.wind(hopMs);
    left -= 1;
    if (left === 0) clearInterval(timer);
  }, everyMs);
  timer.unref();
}

export type Winding = {
  /** Resolves when all has happened that happens until then, and may move the clock on the way. */
  pass?: (until: number) => Promise<void>;
  /** How it runs fast afterwards. */
  late?: typeof catchUp;
};

/** `GET /clock/` says how far ahead the clock is; `POST /clock/ {"by": "15m"}` winds it. */
export function clockHandler(
  clock: DemoClock,
  { pass = async () => {}, late = catchUp }: Winding = {},
): Handler {
  return async ({ method, body }) => {
    const by = typeof body === 'object' && body !== null && 'by' in body ? String(body.by) : '';
    const step = Object.hasOwn(steps, by) ? steps[by] : undefined;
    if (method === 'POST' && step) {
      const until = clock.now() + step(clock.now());
      await pass(until);
      clock.wind(Math.max(0, until - clock.now()));
      hurry(clock, late);
    }
    const status = method === 'GET' || (method === 'POST' && step) ? 200 : 400;
    return {
      status,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify({ ok: status === 200, ahead: clock.now() - Date.now() }),
    };
  };
}
