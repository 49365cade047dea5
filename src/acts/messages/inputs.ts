import { list } from '../../core/text.ts';
import type { InputFault } from '../inputs/check.ts';
import type { Input } from '../inputs/parse.ts';

/** What is wrong with a value, for the field that it stands in. */
export function faultAtField(fault: InputFault): string {
  switch (fault.kind) {
    case 'missing':
      return 'The workflow needs this.';
    case 'not-a-choice':
      return `There is no “${fault.value}”. ${meant(fault)}`;
    case 'not-a-number':
      return 'That is not a number, such as 3 or 0.5.';
    case 'not-a-boolean':
      return 'I expect true or false.';
    case 'too-long':
      return 'That is more than GitHub takes.';
    case 'no-such-input':
      return `The workflow has no input called “${fault.name}”.`;
  }
}

/** The same for a command line: the sentence, and what to type instead. */
export function faultInLine(fault: InputFault): [string, string] {
  if (fault.kind === 'no-such-input') {
    const { name, near, names } = fault;
    const there = names.length === 0 ? 'It takes none.' : `It takes ${list(names)}.`;
    return [
      `The workflow has no input called “${name}”.`,
      near === undefined ? there : `Did you mean \`${near}=…\`?`,
    ];
  }
  const { input } = fault;
  if (fault.kind === 'missing') return [`The workflow needs ${input.name}.`, example(input)];
  return [`${input.name}=${fault.value}: ${lower(faultAtField(fault))}`, example(input)];
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function meant({ near, input }: InputFault & { kind: 'not-a-choice' }): string {
  if (near !== undefined) return `Did you mean ${near}?`;
  return `It is one of ${list(input.options.slice(0, 10))}.`;
}

function example({ name, type, options, default: standard }: Input): string {
  const value = { boolean: 'true', number: '3' }[type as string] ?? standard ?? options[0] ?? '…';
  const quoted = /\s/.test(value) ? `"${value}"` : value;
  return `Add \`${name}=${quoted}\`, or leave all of them out for a form.`;
}
