import { z } from 'zod';

/** Something wrong with baton.yml, and where. */
export type Fault = {
  path: PropertyKey[];
  message: string;
  /** The sections that the name at the path should stand in: where they cannot be read, nothing is known of it. */
  sections?: readonly string[];
};

/**
 * The parts of baton.yml that name one another, read leniently: what has the wrong shape is left out
 * here, since the schema complains about it, so that broken names are told in the same run.
 */
export const text = z.string().optional().catch(undefined);
export const texts = z.array(z.unknown()).catch([]);
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);
export const named = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).catch({} as Record<string, z.output<Value>>);
export const loose = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.preprocess((given) => (isObject(given) ? given : {}), z.object(shape));

export function isObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
