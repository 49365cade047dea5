import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, refused } from './answers.ts';
import { rateLimited, secondaryLimited } from './limits.ts';
import { mulberry } from './random.ts';
import type { Clock } from './state.ts';

export type Fault = {
  /** Which paths, below the API's address; default all. */
  path?: RegExp;
  kind: 'error' | 'slow' | 'rate_limit' | 'secondary_rate_limit' | 'drop';
  /** Of an `error`; default 502. */
  status?: number;
  /** How many of the requests, from 0 to 1; default all. */
  rate?: number;
  /** How often, then never again. */
  times?: number;
  /** How long `slow` takes, and after how long a limit is lifted, in milliseconds; default 1,000. */
  ms?: number;
};

export type Faults = {
  set(fault: Fault): void;
  clear(): void;
  /** What goes wrong with a request; undefined when nothing does. */
  meet(path: string): Promise<Answer | 'drop' | undefined>;
};

/** Makes the simulated GitHub fail as the real one does. */
export function createFaults(clock: Clock): Faults {
  let faults: Fault[] = [];
  const random = mulberry(1);
  return {
    set: (fault) => faults.push({ ...fault }),
    clear: () => {
      faults = [];
    },
    async meet(path) {
      const fault = faults.find((one) => one.path === undefined || one.path.test(path));
      if (fault === undefined || random() >= (fault.rate ?? 1)) return undefined;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      }
      return strike(fault, clock.now());
    },
  };
}

async function strike(fault: Fault, now: number): Promise<Answer | 'drop' | undefined> {
  const { kind, status = 502, ms = 1_000 } = fault;
  if (kind === 'drop') return 'drop';
  if (kind === 'secondary_rate_limit') return secondaryLimited(Math.ceil(ms / 1000));
  if (kind === 'rate_limit') {
    const reset = String(Math.ceil((now + ms) / 1000));
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    return { ...rateLimited('1'), headers };
  }
  if (kind === 'error')
    return refused(status, status === 502 ? 'Server Error' : 'Something failed');
  await sleep(ms);
  return undefined;
}
