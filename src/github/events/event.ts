import type { z } from 'zod';

import type { Fact } from '../../core/facts.ts';

/** How deliveries of one event are read. */
export type EventReader = {
  /** What of a delivery is read; no more of it is kept. */
  shape: z.ZodType;
  /** The fact, or why it says nothing to us. Throws a ZodError where the essentials are missing. */
  read(body: unknown): Fact | string;
};

/** Reads what has this shape, and so nothing that is not kept. */
export function eventReader<Shape extends z.ZodType>(
  shape: Shape,
  factOf: (body: z.output<Shape>) => Fact | string,
): EventReader {
  return { shape, read: (body) => factOf(shape.parse(body)) };
}
