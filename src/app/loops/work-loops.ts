import { createDueLoop, type Handler } from './due.ts';
import type { Loop } from './loop.ts';

/** What GitHub, a log or a month of runs may make long, and nobody waits for by the second. */
export type Slow = { slow: Handler };

/** Who does work, by its kind. */
export type Handlers = Readonly<Record<string, Handler | Slow>>;

export type WorkLoops = {
  prompt: Loop;
  slow: Loop;
  /** Both look again now. */
  wake(): void;
};

/**
 * Two loops over one queue, so that a page does not stand in line behind the thousands of logs that a
 * storm asks for: one takes what is slow, the other all the rest.
 */
export function createWorkLoops({
  handlers,
  ...options
}: Omit<Parameters<typeof createDueLoop>[0], 'name' | 'kinds' | 'handlers'> & {
  handlers: Handlers;
}): WorkLoops {
  const byKind = Object.entries(handlers).map(([kind, handler]) =>
    typeof handler === 'function'
      ? { kind, handler, isSlow: false }
      : { kind, handler: handler.slow, isSlow: true },
  );
  const those = (isSlow: boolean): Record<string, Handler> =>
    Object.fromEntries(
      byKind.flatMap((one) => (one.isSlow === isSlow ? [[one.kind, one.handler]] : [])),
    );
  const kinds = Object.keys(those(true));
  const prompt = createDueLoop({ ...options, handlers: those(false), kinds: { but: kinds } });
  const slow = createDueLoop({
    ...{ ...options, name: 'slow work', handlers: those(true), kinds: { only: kinds } },
  });
  return {
    prompt,
    slow,
    wake() {
      prompt.wake();
      slow.wake();
    },
  };
}
