/**
 * Lets so many through in each turn of the event loop, in the order in which they came. All who came at once would
 * else be served before the loop looks again, and whoever came right after that would wait for every one of them.
 */
export function createTurnstile(perTurn: number): () => Promise<void> {
  let waiting: (() => void)[] = [];
  let isTurning = false;

  function turnSoon(): void {
    if (isTurning || waiting.length === 0) return;
    isTurning = true;
    setImmediate(() => {
      isTurning = false;
      const passing = waiting.slice(0, perTurn);
      waiting = waiting.slice(perTurn);
      for (const pass of passing) pass();
      turnSoon();
    });
  }

  return () =>
    new Promise((pass) => {
      waiting.push(pass);
      turnSoon();
    });
}
