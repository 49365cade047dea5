export type Mutex = {
  /** Waits for its turn, first come first served. */
  lock(): Promise<void>;
  unlock(): void;
  /** Whether somebody waits. */
  isWanted(): boolean;
};

/**
 * One holder at a time. Waiting for longer than `patienceMs` throws: without an end, a transaction
 * that waits for a statement outside of itself would hang for ever and say nothing.
 */
export function createMutex(patienceMs: number): Mutex {
  const waiting: { go: () => void }[] = [];
  let held = false;

  function waitForTurn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = {
        go() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(turn), 1);
        reject(
          new Error(
            `no turn to write within ${patienceMs} ms; is a transaction waiting for a statement outside of it?`,
          ),
        );
      }, patienceMs);
      waiting.push(turn);
    });
  }

  return {
    async lock() {
      if (held) return waitForTurn();
      held = true;
    },
    unlock() {
      const next = waiting.shift();
      if (next) next.go();
      else held = false;
    },
    isWanted: () => waiting.length > 0,
  };
}
