import { closest } from '../../core/suggest.ts';
import type { Input } from './parse.ts';

/** What is wrong with a value; messages/inputs.ts says it. */
export type InputFault =
  | { kind: 'missing'; input: Input }
  | { kind: 'not-a-choice'; input: Input; value: string; near: string | undefined }
  | { kind: 'not-a-number' | 'not-a-boolean' | 'too-long'; input: Input; value: string }
  | { kind: 'no-such-input'; name: string; near: string | undefined; names: readonly string[] };

/** What GitHub takes in all, in characters. */
const mostInAll = 65_535;

/** By this input, where a workflow has it, Baton knows the run that it started: see README. */
export const marker = 'baton_request';

/** The inputs that people fill in. */
export const asked = (inputs: readonly Input[]): Input[] =>
  inputs.filter(({ name }) => name !== marker);

/**
 * The values as GitHub wants them, or everything that is wrong with them. What is empty is left out,
 * so that the workflow's own default counts.
 */
export function checkInputs(
  inputs: readonly Input[],
  given: Readonly<Record<string, string>>,
): { values: Record<string, string> } | { faults: [InputFault, ...InputFault[]] } {
  const names = asked(inputs).map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  const faults: InputFault[] = unknown.map((name) => ({
    ...{ kind: 'no-such-input', name, near: closest(name, names), names },
  }));
  const values: Record<string, string> = {};
  for (const input of asked(inputs)) {
    const value = given[input.name]?.trim() ?? '';
    const checked = value === '' ? empty(input) : check(input, value);
    if (typeof checked === 'object') faults.push(checked);
    else if (value !== '') values[input.name] = checked;
  }
  const [first, ...rest] = faults;
  return first ? { faults: [first, ...rest] } : { values };
}

/** A required input with a default is filled in by GitHub. */
function empty(input: Input): string | InputFault {
  return input.required && input.default === null ? { kind: 'missing', input } : '';
}

function check(input: Input, value: string): string | InputFault {
  switch (input.type) {
    case 'boolean': {
      const word = booleans.get(value.toLowerCase());
      return word ?? { kind: 'not-a-boolean', input, value };
    }
    case 'number':
      return Number.isFinite(Number(value)) ? value : { kind: 'not-a-number', input, value };
    case 'choice':
    case 'environment':
      return chosen(input, value);
    case 'string':
      return value.length > mostInAll ? { kind: 'too-long', input, value } : value;
  }
}

const booleans = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, 'true'] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, 'false'] as const),
]);

/** An environment's options are those that the repository has; where they are not known, any will do. */
function chosen(input: Input, value: string): string | InputFault {
  const { options, type } = input;
  if (type === 'environment' && options.length === 0) return value;
  const same =
    options.find((option) => option === value) ??
    options.find((option) => option.toLowerCase() === value.toLowerCase());
  return same ?? { kind: 'not-a-choice', input, value, near: closest(value, options) };
}
