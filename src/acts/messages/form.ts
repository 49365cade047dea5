import { type Block, choiceField, context, lines, textField } from '../../core/blocks.ts';
import { bold } from '../../core/inline.ts';
import { cut } from '../../core/text.ts';
import type { Modal } from '../../slack/words.ts';
import { asked } from '../inputs/check.ts';
import type { Input } from '../inputs/parse.ts';

/** What the form remembers while somebody fills it in. */
export type FormMemory = {
  repository: string;
  workflow: { id: number; name: string; path: string };
  /** The names of the inputs that are shown. */
  shown: readonly string[];
  /** Where it is told what becomes of the run. */
  channel: string;
  threadTs: string | null;
};

export type Form = FormMemory & {
  ref: string;
  inputs: readonly Input[];
  /** What stands in it already, by input. */
  values: Readonly<Record<string, string>>;
  /** Said above the fields. */
  note?: string;
};

/** Block ids of the fields: GitHub's names may be those of others. */
export const fieldOf = (input: string): string => `input:${input}`;
export const refField = 'ref';

/** Slack shows that many; the rest is GitHub's default. */
const mostFields = 90;

/** The form of a workflow's inputs. */
export function runForm({ ref, inputs, values, note, ...memory }: Form): Modal {
  const fields = asked(inputs).slice(0, mostFields);
  const kept: FormMemory = { ...memory, shown: fields.map(({ name }) => name) };
  return {
    callbackId: 'run.start',
    title: 'Run a workflow',
    submit: 'Run',
    memory: JSON.stringify(kept),
    blocks: [
      lines([bold(cut(memory.workflow.name, 100)), ` in ${memory.repository}`]),
      ...(note === undefined ? [] : [context([note])]),
      textField({
        ...{ id: refField, label: 'Branch or tag', most: 255, oneLine: true, value: ref },
      }),
      ...fields.map((input) => fieldFor(input, values[input.name] ?? input.default ?? undefined)),
    ],
  };
}

function fieldFor(input: Input, value: string | undefined): Block {
  const { name, description, required, options } = input;
  const hint = description === null ? {} : { hint: name };
  const field = {
    ...{ id: fieldOf(name), label: cut(description ?? name, 150), optional: !required, ...hint },
  };
  if (input.type === 'boolean') {
    return choiceField({ ...field, choices: booleans, value: value ?? 'false' });
  }
  if (fitsMenu(options)) {
    const choices = options.map((option) => ({ text: option, value: option }));
    return choiceField({ ...field, choices, value: value ?? (required ? options[0] : undefined) });
  }
  const number = input.type === 'number' ? { hint: `${name}, a number` } : {};
  return textField({ ...field, ...number, most: 3_000, oneLine: true, ...(value && { value }) });
}

const booleans = ['true', 'false'].map((word) => ({ text: word, value: word }));

/** Slack cuts what is longer; then it is typed. */
const fitsMenu = (options: readonly string[]): boolean =>
  options.length > 0 &&
  options.length <= 100 &&
  options.every((option) => option !== '' && option.length <= 75);
