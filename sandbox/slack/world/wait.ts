import type { World } from './world.ts';

export type WaitOptions = {
  /** Real milliseconds; default 5,000. */
  within?: number;
  /** Named in the error. */
  what?: string;
};

/**
 * Resolves as soon as something holds, looking again at each change of the workspace.
 * @throws when it does not hold in time; the message says what was waited for
 */
export function waitFor(
  world: World,
  holds: () => boolean,
  { within = 5000, what = 'the workspace to change' }: WaitOptions = {},
): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      world.watchers.delete(look);
    };
    const look = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`waited ${within} ms in vain for ${what}`));
    }, within);
    world.watchers.add(look);
  });
}
