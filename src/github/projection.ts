import type { z } from 'zod';

/** Takes of a JSON value the part that a shape reads. */
type Projection = (value: unknown) => unknown;

/** A text, a number, true, false or null; of what is none of them its kind, without what stands in it. */
const scalar: Projection = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? [] : {};
};

/**
 * What a shape reads of a JSON value and nothing beside it, so that both read the same. Where something
 * stands that is of another kind than the shape wants, its kind is left, for whoever reads it to say so.
 */
export function projectionOf(shape: z.core.$ZodType): Projection {
  const { def } = (shape as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return ofObject(def.shape);
    case 'array':
      return ofArray(projectionOf(def.element));
    case 'nullable':
    case 'catch':
      return projectionOf(def.innerType);
    case 'pipe':
      return projectionOf(def.in);
    default:
      return scalar;
  }
}

function ofObject(shape: Readonly<Record<string, z.core.$ZodType>>): Projection {
  const parts = Object.entries(shape).map(([name, part]) => [name, projectionOf(part)] as const);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return scalar(value);
    const record = value as Readonly<Record<string, unknown>>;
    const taken: Record<string, unknown> = {};
    for (const [name, take] of parts) {
      const inner = record[name];
      if (inner !== undefined) taken[name] = take(inner);
    }
    return taken;
  };
}

function ofArray(take: Projection): Projection {
  return (value) => (Array.isArray(value) ? value.map(take) : scalar(value));
}
