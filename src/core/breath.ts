/**
 * Lets others in where much is done in one go: waits for the next turn of the event loop once so much
 * time went by without one.
 */
export function createBreath(everyMs = 10): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < everyMs) return;
    await new Promise(setImmediate);
    last = performance.now();
  };
}
