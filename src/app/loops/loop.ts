import { messageOf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';

/** Something that drains a table, again and again. */
export type Loop = {
  /** Looks again now: something was added. */
  wake(): void;
  start(): void;
  /** Ends after the step that is under way, and all that steps began. */
  stop(): Promise<void>;
  /** Does everything that is due now and answers how much that was. */
  drain(): Promise<number>;
  /** When it last looked, by the clock; null before the first time. */
  turnedAt(): number | null;
};

/** Another replica may have added rows without waking us, so even an idle loop looks this often. */
const idleMs = 1_000;

/** The pause after a step that failed as a whole (database away). */
const troubleMs = 2_000;

/**
 * Repeats `step` until it finds nothing to do, then rests until it is woken or time has passed.
 *
 * @param options.step does one batch, or begins it, and answers how many rows that were
 * @param options.underWay what steps began without waiting for it
 */
export function createLoop(options: {
  name: string;
  step: () => Promise<number>;
  underWay?: () => readonly Promise<void>[];
  now: () => number;
  log: Log;
}): Loop {
  const { underWay = () => [] } = options;
  let running: Promise<void> | undefined;
  let stopping = false;
  let woken = false;
  let turned: number | null = null;
  let endRest: () => void = () => {};

  const step = async (): Promise<number> => {
    const worked = await options.step();
    turned = options.now();
    return worked;
  };

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (woken || stopping) return resolve();
      const timer = setTimeout(resolve, ms);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const turn = async (): Promise<void> => {
    woken = false;
    try {
      while (!stopping && (await step()) > 0) woken = false;
      await rest(idleMs);
    } catch (error) {
      options.log.error({ loop: options.name, error: messageOf(error) }, 'loop is in trouble');
      woken = false;
      await rest(troubleMs);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) await turn();
  };

  return {
    wake() {
      woken = true;
      endRest();
    },
    start() {
      stopping = false;
      running ??= run();
    },
    async stop() {
      stopping = true;
      endRest();
      await running;
      await Promise.all(underWay());
      running = undefined;
    },
    async drain() {
      for (let total = 0; ; ) {
        // What ends while it is looked may have made something due behind that look's back.
        const busy = underWay().length > 0;
        const worked = await step();
        total += worked;
        if (worked === 0 && !busy) return total;
        const left = underWay();
        if (worked === 0 && left.length > 0) await Promise.race(left);
      }
    },
    turnedAt: () => turned,
  };
}
