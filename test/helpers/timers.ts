/**
 * Vitest's setup: a timeout of nothing ends with this turn of the event loop. In Node it lasts a
 * millisecond, on a busy machine two, and Bottleneck, on which Octokit's limits and retries stand, waits
 * so eight times for each request: half of the time that tests of acts and deploys took.
 */
const { setTimeout: wait, clearTimeout: clear } = globalThis;
const cleared = new WeakSet<object>();

function waitOrTurn(callback: () => void, ms = 0, ...rest: []): NodeJS.Timeout {
  if (ms > 0) return wait(callback, ms, ...rest);
  const timer = wait(end, 1);
  setImmediate(end);
  return timer;

  function end(): void {
    if (cleared.has(timer)) return;
    clearOnce(timer);
    callback(...rest);
  }
}

function clearOnce(timer?: NodeJS.Timeout | string | number | null): void {
  if (timer && typeof timer === 'object') cleared.add(timer);
  clear(timer ?? undefined);
}

const isSet = Symbol.for('a timeout of nothing ends at once');
const root = globalThis as { [isSet]?: true };
if (!root[isSet]) {
  root[isSet] = true;
  // `promisify` finds its own form of setTimeout on it.
  Object.defineProperties(waitOrTurn, Object.getOwnPropertyDescriptors(wait));
  Object.assign(globalThis, { setTimeout: waitOrTurn, clearTimeout: clearOnce });
}
