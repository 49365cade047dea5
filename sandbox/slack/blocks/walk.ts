import type { Json } from '../wire.ts';
import { ELEMENTS } from './elements.ts';
import { LAYOUT } from './layout.ts';
import { OBJECTS } from './objects.ts';
import { RICH_TEXT } from './rich-text.ts';
import { anyText, type Rule, type Shape } from './rules.ts';

/** Where it stands (a JSON pointer) and what is wrong, in Slack's words. */
export type Problem = { at: string; problem: string };

type Only<Kind extends Rule['is']> = Extract<Rule, { is: Kind }>;

const SHAPES: Record<string, Shape> = { ...OBJECTS, ...ELEMENTS, ...RICH_TEXT, ...LAYOUT };
const FINE: Problem[] = [];
const wrong = (at: string, problem: string): Problem[] => [{ at, problem }];

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a value that should follow a rule. */
export function walk(rule: Rule, value: unknown, at: string): Problem[] {
  switch (rule.is) {
    case 'string':
      return checkString(rule, value, at);
    case 'number':
      return checkNumber(rule, value, at);
    case 'boolean':
      return typeof value === 'boolean' ? FINE : wrong(at, 'must provide a boolean');
    case 'text':
      return checkText(rule, value, at);
    case 'list':
      return checkList(rule, value, at);
    case 'object':
      return checkShape(SHAPES[rule.shape], value, at);
    case 'typed':
      return checkTyped(rule, value, at);
  }
}

function checkString(rule: Only<'string'>, value: unknown, at: string): Problem[] {
  if (typeof value !== 'string') return wrong(at, 'must provide a string');
  if (rule.oneOf && !rule.oneOf.includes(value)) {
    return wrong(at, `must be one of: ${rule.oneOf.join(', ')}`);
  }
  if (rule.like && !rule.like.test(value)) return wrong(at, 'must match the expected format');
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
  if (value.length < min) return wrong(at, `must be more than ${min - 1} characters`);
  // The cheap count of UTF-16 units settles nearly every case.
  const tooLong = value.length > max && [...value].length > max;
  return tooLong ? wrong(at, `must be less than ${max + 1} characters`) : FINE;
}

function checkNumber(rule: Only<'number'>, value: unknown, at: string): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return wrong(at, 'must provide a number');
  }
  const { min, max, above } = rule;
  if (rule.whole && !Number.isInteger(value)) return wrong(at, 'must provide an integer');
  if (min !== undefined && value < min) return wrong(at, `must be at least ${min}`);
  if (max !== undefined && value > max) return wrong(at, `must be at most ${max}`);
  return above !== undefined && value <= above ? wrong(at, `must be more than ${above}`) : FINE;
}

function checkText(rule: Only<'text'>, value: unknown, at: string): Problem[] {
  if (!isObject(value)) return wrong(at, 'must provide an object');
  const kind = rule.kinds.find((each) => each === value['type']);
  if (!kind) return wrong(`${at}/type`, `unsupported type: ${String(value['type'])}`);
  const text: Rule = { is: 'string', min: rule.min, max: rule.max };
  const extra = kind === 'plain_text' ? 'emoji' : 'verbatim';
  return checkShape({ required: { text }, optional: { [extra]: { is: 'boolean' } } }, value, at);
}

function checkList(rule: Only<'list'>, value: unknown, at: string): Problem[] {
  if (!Array.isArray(value)) return wrong(at, 'must provide an array');
  if (rule.max !== undefined && value.length > rule.max) {
    return wrong(at, `no more than ${rule.max} items allowed`);
  }
  if (rule.min !== undefined && value.length < rule.min) {
    return wrong(at, `no fewer than ${rule.min} items allowed`);
  }
  return value.flatMap((item, index) => walk(rule.of, item, `${at}/${index}`));
}

function checkTyped(rule: Only<'typed'>, value: unknown, at: string): Problem[] {
  if (!isObject(value)) return wrong(at, 'must provide an object');
  const type = value['type'];
  if (typeof type !== 'string') return wrong(at, 'missing required field: type');
  const shape = Object.hasOwn(rule.shapes, type) ? rule.shapes[type] : undefined;
  if (shape === undefined) return wrong(`${at}/type`, `unsupported type: ${type}`);
  if (type === 'plain_text' || type === 'mrkdwn') return walk(anyText(3000), value, at);
  return checkShape(SHAPES[shape], value, at);
}

function checkShape(shape: Shape | undefined, value: unknown, at: string): Problem[] {
  if (!isObject(value) || !shape) return wrong(at, 'must provide an object');
  const found: Problem[] = [];
  for (const field in shape.required) {
    if (value[field] === undefined) found.push({ at, problem: `missing required field: ${field}` });
  }
  for (const field of Object.keys(value)) {
    const given = value[field];
    if (given === undefined) continue;
    const rule = ruleFor(shape, field);
    if (rule) found.push(...walk(rule, given, `${at}/${field}`));
    else if (field !== 'type') found.push({ at, problem: `invalid additional property: ${field}` });
  }
  shape.check?.(value, (below, problem) => {
    found.push({ at: at + below, problem });
  });
  return found;
}

function ruleFor(shape: Shape, field: string): Rule | undefined {
  if (Object.hasOwn(shape.required, field)) return shape.required[field];
  return Object.hasOwn(shape.optional, field) ? shape.optional[field] : undefined;
}
