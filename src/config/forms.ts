import { z } from 'zod';
import { id } from './values.ts';

/** The forms of value that sections of baton.yml have in common. */

export const mapping = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'invalid_type' ? 'must be a mapping of keys to values' : undefined,
  });

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: 'must be a list, as [a, b] or one "- item" a line' });

export const named = <Value extends z.ZodType>(value: Value) =>
  z.record(id, value, { error: 'must be a mapping of names to values' });
