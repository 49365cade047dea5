import { type Command, partsOf, type Subcommand } from '../../../commands/define.ts';
import { actions, type Block, button, context, lines } from '../../core/blocks.ts';
import type { Mistake, UserError } from '../../core/errors.ts';
import { bold, code, emoji, type Inline, joined, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Guarded, Wanted } from '../../core/roles.ts';

/** What every command says in the same way: help, mistakes, faults, sharing. */

/** Something that the person can mend: the sentence, and what to do instead. */
export function mistake(error: UserError): Message {
  const instead = error.hint ? withCode(error.hint) : [];
  const spoken = joined([[...error.sentence], instead], ' ');
  return message(spoken, [
    lines([emoji('warning'), ' ', ...error.sentence]),
    ...(instead.length > 0 ? [context(instead)] : []),
  ]);
}

/** Something that is ours to mend. */
export function fault(reference: string): Message {
  const line: Inline[] = [
    emoji('boom'),
    ' That went wrong on my side. Whoever runs me finds it in the log as ',
    code(reference),
    '.',
  ];
  return message(line, [lines(line)]);
}

/** Behind a slash command stands a word that it does not know. */
export const noSubcommand = (command: string, typed: string, near: string | undefined): Mistake => [
  `There is no ${command} ${typed}.`,
  near ? `Did you mean \`${command} ${near}\`?` : `Type \`${command} help\` for what there is.`,
];

/** The same where the command takes other words, too, and this is none of them either. */
export const meantSubcommand = (
  { sentence, hint }: UserError,
  command: string,
  near: string,
): Mistake => [
  [...sentence],
  [`Did you mean \`${command} ${near}\`?`, hint].filter(Boolean).join(' '),
];

/** Said to Baton, not typed behind a slash: people greet and thank it too. */
export const unheard = (typed: string, near: string | undefined): Mistake => [
  `I do not know what “${typed}” asks for.`,
  near ? `Did you mean \`${near}\`?` : 'Say `help` for what I can do.',
];

/** An @mention was to be answered with a form. */
export const noFormHere = (instead: string): Mistake => ['Slack opens no form from here.', instead];

export const formTooLate: Mistake = [
  'That took too long: Slack no longer opens the form.',
  'Do it again.',
];

/** What people do who need a role for it, by the command's name. */
const doing: Readonly<Record<Guarded, string>> = {
  rerun: 'Rerunning',
  cancel: 'Cancelling',
  run: 'Starting a workflow',
  audit: 'Reading the audit',
  deploy: 'Deploying',
  approve: 'Approving',
  rollback: 'Rolling back',
  lock: 'Locking',
  unlock: 'Unlocking',
  override: 'Changing another team’s shifts',
};

/** So many people are named who have a role. */
const mostNamed = 5;

/** They lack a role: which, and who has it. */
export function noRole({ role, command, repository }: Wanted, holders: readonly string[]): Mistake {
  const what = Object.hasOwn(doing, command) ? doing[command as Guarded] : 'This';
  const where = repository === undefined ? '' : ` in ${repository}`;
  const needs = [`${what}${where} needs the role `, bold(role), '.'];
  if (holders.length === 0) {
    const hint = 'Nobody has it yet: whoever runs me names people under `roles` in baton.yml.';
    return [needs, hint];
  }
  return [
    [...needs, ' ', ...named(holders), holders.length === 1 ? ' has it.' : ' have it.'],
    undefined,
  ];
}

/** `@omar, @lee and 3 others`. */
function named(people: readonly string[]): Inline[] {
  const shown = people.slice(0, people.length > mostNamed ? mostNamed - 1 : mostNamed);
  const others = people.length - shown.length;
  const names: Inline[] = [...shown.map(mention), ...(others > 0 ? [`${others} others`] : [])];
  return names.flatMap((name, index) => {
    if (index === 0) return [name];
    return [index === names.length - 1 ? ' and ' : ', ', name];
  });
}

/** A command's subcommands, or one of them with its examples. */
export function help(command: Command, all: readonly Command[], about?: Subcommand): Message {
  return about ? helpAbout(about) : overview(command, all);
}

function helpAbout(about: Subcommand): Message {
  const examples = about.examples.map((example): Inline[] => [code(example)]);
  return message(
    [about.summary],
    [lines([bold(about.summary)], [code(about.usage)]), lines(['For example'], ...examples)],
  );
}

function overview(command: Command, all: readonly Command[]): Message {
  const others = all.filter((each) => each !== command).map(({ name }) => [code(`${name} help`)]);
  const rows = partsOf(command).map((each): Inline[] => [code(each.usage), `  ${each.summary}`]);
  return message(
    [command.summary],
    [
      lines([bold(command.summary)]),
      lines(...rows),
      context([
        'In a thread, mention me with the same words: in an incident’s thread “show” is enough. ',
        'Type ',
        code(`${command.name} help ${command.subcommands[0]?.name ?? ''}`),
        ' for examples of one. More: ',
        ...joined(others, ', '),
        '.',
      ]),
    ],
  );
}

/** A private answer with the button that shows it to the channel. */
export function shareable(answer: Message, words: string): Message {
  const share = button({ id: 'answer.share', text: 'Share', value: words });
  return { ...answer, blocks: [...answer.blocks.slice(0, 49), actions('answer', share)] };
}

/** An answer that somebody showed to the channel: without its buttons, with their name. */
export function shared(answer: Message, words: string, user: string): Message {
  const blocks: Block[] = answer.blocks.filter((block) => block.type !== 'actions').slice(0, 49);
  return { ...answer, blocks: [...blocks, context([mention(user), ' asked ', code(words)])] };
}

/** What stands in backticks becomes code. */
function withCode(text: string): Inline[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? code(piece) : piece));
}
