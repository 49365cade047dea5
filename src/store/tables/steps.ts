import { setImmediate as pause } from 'node:timers/promises';

/** How many rows one step may delete or add; SQLite does nothing else meanwhile. */
export const stepRows = 200;

/** Deletes by steps, each a short transaction of its own, and lets others in between. */
export async function inSteps(step: (limit: number) => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const deleted = await step(stepRows);
    total += deleted;
    if (deleted < stepRows) return total;
    await pause();
  }
}

/** The rows in the portions that one statement may have. */
export function portionsOf<Row>(rows: readonly Row[], size = stepRows): Row[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
