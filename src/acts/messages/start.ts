import { actions, button, lines } from '../../core/blocks.ts';
import { type Message, message } from '../../core/message.ts';
import { list } from '../../core/text.ts';
import type { Input } from '../inputs/parse.ts';

/** Why a workflow cannot be started, and what to do instead. */

export function noSuchWorkflow(
  typed: string,
  near: string | undefined,
  names: readonly string[],
): [string, string] {
  return [
    `There is no workflow called “${typed}” here.`,
    near === undefined ? those(names) : `Did you mean \`${near}\`?`,
  ];
}

function those(names: readonly string[]): string {
  if (names.length === 0) return 'There are none here.';
  const few = list(names.slice(0, 8).map((name) => `\`${name}\``));
  return names.length === 1 ? `There is ${few}.` : `There are ${few}.`;
}

export const disabled = (name: string): [string, string] => [
  `${name} is disabled at GitHub.`,
  'Enable it there first.',
];

export const notThere = (name: string, ref: string, repository: string): [string, string] => [
  `${repository} has no branch or tag called “${ref}”, or no ${name} on it.`,
  'Check the spelling of `--ref`.',
];

export const notByHand = (name: string, ref: string): [string, string] => [
  `${name} cannot be started by hand on ${ref}.`,
  'Add `workflow_dispatch` to its `on:`.',
];

/** What to type where Slack opens no form. */
export function typeInputs(name: string, inputs: readonly Input[]): string {
  const words = inputs.map((input) => `${input.name}=${input.default ?? input.options[0] ?? '…'}`);
  return `Type it with its inputs: \`/ci run ${name} ${words.join(' ')}\`.`;
}

/** Several repositories have a workflow of that name. */
export function whichWorkflow(
  name: string,
  choices: readonly { repository: string; path: string; value: string }[],
): Message {
  const line = `${choices.length} workflows are called ${name}. Which one?`;
  const buttons = choices
    .slice(0, 20)
    .map(({ repository, path, value }, index) =>
      button({ id: `run.open:${index}`, text: nameOf(repository, path, choices), value }),
    );
  return message([line], [lines([line]), actions('run.open', ...buttons)]);
}

/** The same where a button cannot hold all that was typed. */
export const whichOfThem = (name: string, repositories: readonly string[]): [string, string] => [
  `${repositories.length} workflows are called ${name}.`,
  `Add which: ${repositories
    .slice(0, 8)
    .map((repository) => `\`on ${repository}\``)
    .join(' or ')}.`,
];

/** Two of one repository are told apart by their files. */
function nameOf(
  repository: string,
  path: string,
  choices: readonly { repository: string }[],
): string {
  const twins = choices.filter((choice) => choice.repository === repository).length > 1;
  return twins ? `${repository} › ${path.split('/').at(-1)}` : repository;
}

export const workflowGone = 'This workflow is no longer there.';

/** Above the form, once another branch was chosen. */
export const otherInputs = (ref: string): string =>
  `On ${ref} this workflow asks for other things. Look through them, then press Run again.`;

export const dispatchWords = { sign: 'rocket', to: 'run', did: 'started' };

export const severalRuns = 'More than one run could be it: look at GitHub which.';
