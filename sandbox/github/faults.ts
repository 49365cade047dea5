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
  /** Whether the request is done all the same, and its answer alone is lost. */
  done?: boolean;
  /** Which methods; default all. */
  method?: string;
};

/** What goes wrong with a request; `strike` answers in its place, or undefined after a while. */
export type Met = { done: boolean; strike(): Promise<Answer | 'drop' | undefined> };

export type Faults = {
  set(fault: Fault): void;
  clear(): void;
  /** Undefined when nothing goes wrong. */
  meet(path: string, method: string): Met | undefined;
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
    meet(path, method) {
      const fault = faults.find((one) => concerns(one, path, method));
      if (fault === undefined || random() >= (fault.rate ?? 1)) return undefined;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) faults = faults.filter((one) => one !== fault);
      }
      return { done: fault.done ?? false, strike: () => strike(fault, clock.now()) };
    },
  };
}

function concerns(fault: Fault, path: string, method: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return fault.path === undefined || fault.path.test(path);
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
