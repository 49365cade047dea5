import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHub } from '../github/index.ts';
import { mulberry } from '../github/random.ts';
import { type Act, acts } from './acts.ts';
import { setTheStage } from './cast.ts';
import { seedHistory } from './history.ts';
import { worldHandler } from './http.ts';
import type { Live } from './live.ts';
import { createNewspaper, type News } from './news.ts';
import { passNights } from './nights.ts';
import { repliesOf } from './replies.ts';
import { approveOld, nextAct } from './tick.ts';

export { people, repositories } from './cast.ts';
export type { News } from './news.ts';

type Pace = 'live' | 'brisk' | 'instant';

export type WorldOptions = {
  github: GitHub;
  clock?: { now(): number };
  /** The same seed tells the same story; default 1. */
  seed?: number;
  /** `live`: runs take a few seconds; `brisk`: half as many. `instant`, the default: they take none. */
  pace?: Pace;
};

export type World = {
  actions: readonly Omit<Act, 'act'>[];
  /** Makes something happen; resolves when it has. False when there was nothing to do. */
  do(action: string): Promise<boolean>;
  /** Makes one thing happen, the first time a breakage of main. */
  tick(): Promise<boolean>;
  /** Seeds the past: default 30 days. Nobody is told of it. */
  history(options?: { days?: number }): void;
  /** Ticks by itself: first after two seconds, then every half minute. */
  play(options?: { firstMs?: number; everyMs?: number }): void;
  /** What GitHub does by itself until then, while `wind` moves the clock. */
  pass(until: number, wind: (ms: number) => void): Promise<void>;
  /** What happened, the newest first. */
  news: readonly News[];
  close(): void;
};

const paces = { live: 1, brisk: 0.5, instant: 0 };

/** Brings acme to life on a simulated GitHub, and serves `/world/` on its port. */
export function startWorld({ github, clock, seed = 1, pace = 'instant' }: WorldOptions): World {
  const now = () => (clock ?? github.box.clock).now();
  const stop = new AbortController();
  // As many things may be under way as a visitor has patience to press buttons.
  setMaxListeners(0, stop.signal);
  const news = createNewspaper(now);
  const random = mulberry(seed);
  const live: Live = {
    github,
    random,
    news,
    pause: (ms) =>
      pace === 'instant'
        ? Promise.resolve()
        : rest(ms * paces[pace] * (0.7 + random() * 0.6), stop.signal),
    broken: new Map(),
    outage: false,
    outageAge: 0,
    reasons: new Map(),
    waiting: new Map(),
    turns: new Map(),
  };
  setTheStage(github, now());
  const reply = repliesOf(live);
  github.asks.decide((ask) => reply(ask).catch(unlessClosed));

  let first = true;
  const world: World = {
    actions: acts.map(({ name, title, description }) => ({ name, title, description })),
    news: news.list,
    async do(action) {
      const found = acts.find((one) => one.name === action);
      if (found === undefined) throw new Error(`nothing is called ${action}`);
      return found.act(live);
    },
    async tick() {
      approveOld(live);
      const act = nextAct(live, first);
      first = false;
      return world.do(act);
    },
    history: ({ days = 30 } = {}) => seedHistory(github.box, { now: now(), days, random }),
    play: ({ firstMs = 2_000, everyMs = 30_000 } = {}) =>
      background(ticking(world, { firstMs, everyMs, signal: stop.signal })),
    pass: (until, wind) => passNights(live, until, wind),
    close: () => stop.abort(),
  };
  const begin = async (name: string) => {
    if (!acts.some((one) => one.name === name)) return undefined;
    const done = world.do(name);
    background(done);
    // What has nothing to do knows it at once; all else takes its time, and nobody waits for it.
    const did = await Promise.race([done, soon().then(() => true)]).catch(() => true);
    return did ? {} : { nothing: news.list[0]?.text ?? '' };
  };
  github.mount('/world/', worldHandler({ actions: world.actions, news, begin }));
  return world;
}

type Ticking = { firstMs: number; everyMs: number; signal: AbortSignal };

async function ticking(world: World, { firstMs, everyMs, signal }: Ticking): Promise<void> {
  await rest(firstMs, signal);
  while (!signal.aborted) {
    background(world.tick());
    await rest(everyMs, signal);
  }
}

const soon = () => sleep(20, undefined, { ref: false });

/** Waits, without keeping the process alive; rejects when the world is closed. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false });
}

/** A story that was cut short by closing the world ended as it should. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error;
}

function background(work: Promise<unknown>): void {
  work.catch(unlessClosed).catch(console.error);
}
