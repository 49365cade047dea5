export type Unhurried = {
  /** Runs a task when its turn has come; it must not reject. */
  run(task: () => Promise<unknown>): void;
  /** Resolves when all that was handed in is done. */
  settled(): Promise<void>;
};

/**
 * What people asked for runs after what has a deadline: Slack waits three seconds to hear that a
 * command arrived, a person waits longer for the answer. One task begins in each turn of the event
 * loop in which none came in; while more keep coming, one every `patienceMs`.
 */
export function createUnhurried(patienceMs = 50): Unhurried {
  const waiting: (() => Promise<unknown>)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let came = 0;
  let turning: Promise<void> | undefined;

  async function quiet(): Promise<void> {
    const end = performance.now() + patienceMs;
    for (let before = -1; before !== came && performance.now() < end; ) {
      before = came;
      await new Promise(setImmediate);
    }
  }

  async function takeTurns(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await quiet();
      const task = next().finally(() => underWay.delete(task));
      underWay.add(task);
    }
    turning = undefined;
  }

  return {
    run(task) {
      came += 1;
      waiting.push(task);
      turning ??= takeTurns();
    },
    async settled() {
      await turning;
      await Promise.all(underWay);
    },
  };
}
