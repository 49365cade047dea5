import { setImmediate } from 'node:timers/promises';
import { advance, budget, countTo, newline, newWindow, type Sink, type Window } from './window.ts';

const capacity = 1024 * 1024;
/** Kept of what was passed, so that a spark can look back. */
const memory = 64 * 1024;
/** Shown at the end whatever the budget says. */
const tail = 128 * 1024;
/** Looked at in one go, and what may be spent before others get their turn. */
const slice = 32 * 1024;
const breath = 96 * 1024;

/** Makes room: forgets all but the memory and what was not looked at yet. */
function shift(window: Window): void {
  const from = Math.max(0, window.at - memory);
  countTo(window, window.at);
  window.bytes.copyWithin(0, from, window.filled);
  window.filled -= from;
  window.at -= from;
  window.counted -= from;
  window.shown = Math.max(0, window.shown - from);
  window.next = window.next.map((at) => (Number.isFinite(at) && at >= from ? at - from : -1));
}

/** Looks at everything up to `end`, and lets others have a turn whenever much was spent. */
async function lookTo(window: Window, sink: Sink, end: number): Promise<void> {
  let rested = window.funds;
  while (window.at < end) {
    const near = window.bytes.indexOf(newline, Math.min(end, window.at + slice)) + 1;
    advance(window, sink, near > 0 && near < end ? near : end);
    if (rested - window.funds < breath) continue;
    rested = window.funds;
    await setImmediate();
  }
}

/** Inside a line that is longer than the window: passes over it. True while it does not end. */
function passOver(window: Window): boolean {
  const stop = window.bytes.subarray(0, window.filled).indexOf(newline, window.at);
  window.at = stop < 0 ? window.filled : stop + 1;
  window.shown = window.at;
  return stop < 0;
}

/** Looks at all whole lines in the window. True where its end lies in a line that is longer than the window. */
async function drain(window: Window, sink: Sink, overlong: boolean): Promise<boolean> {
  if (overlong && passOver(window)) return true;
  const end = window.bytes.lastIndexOf(newline, window.filled - 1) + 1;
  if (end > window.at) await lookTo(window, sink, end);
  if (window.filled - window.at < capacity - 2 * memory) return false;
  await lookTo(window, sink, window.filled);
  return true;
}

/** The last stretch is shown even where the budget is spent. */
async function finish(window: Window, sink: Sink): Promise<void> {
  window.funds = budget.start * 2;
  const from = Math.max(window.shown, window.filled - tail);
  const start = window.bytes.indexOf(newline, from) + 1;
  if (from < window.at && start > 0 && start < window.at) {
    window.at = start;
    window.next.fill(-1);
  }
  await lookTo(window, sink, window.filled);
}

/** What was read, for the honest "could not read". */
export type Scanned = { bytes: number; lines: number };

/** Reads the whole source once, in bounded memory and without holding up others, and shows `sink` the lines near sparks. */
export async function scan(source: AsyncIterable<Buffer>, sink: Sink): Promise<Scanned> {
  const window = newWindow(capacity);
  let bytes = 0;
  let overlong = false;
  for await (const chunk of source) {
    bytes += chunk.length;
    window.funds = Math.min(budget.start, window.funds + chunk.length * budget.share);
    for (let taken = 0; taken < chunk.length; ) {
      if (window.filled === capacity) {
        overlong = await drain(window, sink, overlong);
        shift(window);
      }
      const part = Math.min(capacity - window.filled, chunk.length - taken);
      chunk.copy(window.bytes, window.filled, taken, taken + part);
      window.filled += part;
      taken += part;
    }
  }
  overlong = await drain(window, sink, overlong);
  if (!overlong) await finish(window, sink);
  countTo(window, window.filled);
  return { bytes, lines: window.lines };
}
