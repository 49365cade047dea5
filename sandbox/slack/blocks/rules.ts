import type { Json } from '../wire.ts';

/**
 * A small language for "what Slack takes here". Lengths count Unicode code points, as Slack does:
 * 150 emoji fit into a header.
 */
export type Rule =
  | { is: 'string'; min?: number; max?: number; oneOf?: readonly string[]; like?: RegExp }
  | { is: 'number'; min?: number; max?: number; above?: number; whole?: boolean }
  | { is: 'boolean' }
  | { is: 'text'; kinds: readonly TextKind[]; min: number; max: number }
  | { is: 'list'; of: Rule; min?: number; max?: number }
  /** An object of one shape, whatever its `type` says. */
  | { is: 'object'; shape: string }
  /** An object whose `type` chooses its shape. */
  | { is: 'typed'; shapes: Readonly<Record<string, string>> };

type TextKind = 'plain_text' | 'mrkdwn';

/** Reports a fault below the node at hand: `say('/options', 'no more than …')`. */
export type Say = (path: string, problem: string) => void;

export type Shape = {
  required: Readonly<Record<string, Rule>>;
  optional: Readonly<Record<string, Rule>>;
  /** What lists of fields cannot say: one of two, equal lengths, ranges. */
  check?: (node: Json, say: Say) => void;
};

export const string = (max?: number, min?: number): Rule => ({
  is: 'string',
  ...(max === undefined ? {} : { max }),
  ...(min === undefined ? {} : { min }),
});
export const among = (...oneOf: string[]): Rule => ({ is: 'string', oneOf });
export const like = (pattern: RegExp): Rule => ({ is: 'string', like: pattern });
export const boolean: Rule = { is: 'boolean' };
export const whole = (min?: number, max?: number): Rule => ({
  is: 'number',
  whole: true,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const number: Rule = { is: 'number' };
export const positive: Rule = { is: 'number', above: 0 };

export const plainText = (max: number): Rule => ({
  is: 'text',
  kinds: ['plain_text'],
  min: 1,
  max,
});
export const markdownText = (max: number): Rule => ({ is: 'text', kinds: ['mrkdwn'], min: 1, max });
export const anyText = (max: number): Rule => ({
  is: 'text',
  kinds: ['plain_text', 'mrkdwn'],
  min: 1,
  max,
});

export const list = (of: Rule, max?: number, min?: number): Rule => ({
  is: 'list',
  of,
  ...(max === undefined ? {} : { max }),
  ...(min === undefined ? {} : { min }),
});
export const object = (shape: string): Rule => ({ is: 'object', shape });

/** Types that are shapes of the same name; an image inside a block is not the image block. */
export const typed = (...types: string[]): Rule => ({
  is: 'typed',
  shapes: Object.fromEntries(
    types.map((type) => [type, type === 'image' ? 'image_element' : type]),
  ),
});
