import { useSyncExternalStore } from 'react';
import { getJson, postJson } from './api.ts';

const stepMs = 30_000;
const retryMs = 1500;
/** How far the demo's clock has been wound ahead of this machine's. */
let ahead = 0;
const listeners = new Set<() => void>();

/** The time by the demo's clock. */
export const nowMs = (): number => Date.now() + ahead;

/** The time, every half minute: for "4 min ago". */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(nowMs() / stepMs) * stepMs);
}

/** Learns how far ahead the clock is; a page without a clock to wind goes by the machine's. */
export async function readClock(): Promise<void> {
  try {
    set(await getJson<Clock>('/clock/'));
  } catch {
    setTimeout(() => void readClock(), retryMs);
  }
}

/** Winds the whole demo's clock forward; false where it does not answer. */
export async function windClock(by: string): Promise<boolean> {
  try {
    const answer = await postJson<Clock>('/clock/', { by });
    set(answer);
    // For some seconds it runs fast.
    setTimeout(() => void readClock(), 5_000);
    return answer.ok;
  } catch {
    return false;
  }
}

type Clock = { ok: boolean; ahead: number };

function set(clock: Clock): void {
  ahead = clock.ahead;
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  const timer = setInterval(changed, stepMs);
  return () => {
    listeners.delete(changed);
    clearInterval(timer);
  };
}
