import type { Answer, Command, Context, Subcommand, Typed } from '../../../commands/define.ts';
import { UserError } from '../../core/errors.ts';
import { closest } from '../../core/suggest.ts';
import { parseWords } from '../../core/words.ts';
import { help } from './messages.ts';

/** A typed line with the command that it is for. */
export type Line = { command: Command; text: string };

/** Which command words are for that came without a slash: `handoff list` or, for short, `status api`. */
export function lineOf(text: string, commands: readonly Command[]): Line {
  const trimmed = text.trim();
  const [first = ''] = trimmed.split(/\s/, 1);
  const named = commands.find(({ name }) => name === first || name.slice(1) === first);
  if (named) return { command: named, text: trimmed.slice(first.length) };
  const [main] = commands;
  if (!main) throw new Error('there are no commands');
  return { command: main, text: trimmed };
}

/**
 * Runs a typed line and answers what the person sees.
 *
 * @throws UserError with what to type instead
 */
export async function dispatch({ command, text }: Line, context: Context): Promise<Answer> {
  const { plain, flags } = parseWords(text);
  const [first, second] = plain;
  if (flags.has('help')) return help(command, find(command, first));
  if (first === undefined) return run(command.bare, { plain, flags }, context);
  if (first.toLowerCase() === 'help') return help(command, aboutWhat(command, second));
  const named = find(command, first);
  const subcommand = named ?? command.otherwise;
  if (!subcommand) throw unknown(command, first);
  const typed = parseWords(text, subcommand.switches);
  return run(subcommand, named ? { ...typed, plain: typed.plain.slice(1) } : typed, context);
}

async function run(subcommand: Subcommand, typed: Typed, context: Context): Promise<Answer> {
  await context.permit({ role: subcommand.allow, command: subcommand.name });
  return subcommand.run(typed, context);
}

/** Whether a line only looks, so that running it again changes nothing. */
export function looks({ command, text }: Line): boolean {
  const { plain, flags } = parseWords(text);
  const [first] = plain;
  if (flags.has('help') || first?.toLowerCase() === 'help') return true;
  const found = first === undefined ? command.bare : (find(command, first) ?? command.otherwise);
  return found?.looks ?? true;
}

/** The line as it can be typed again. */
export const wordsOf = ({ command, text }: Line): string => `${command.name} ${text.trim()}`.trim();

function find(command: Command, name: string | undefined): Subcommand | undefined {
  const wanted = name?.toLowerCase();
  return command.subcommands.find((subcommand) => subcommand.name === wanted);
}

function aboutWhat(command: Command, name: string | undefined): Subcommand | undefined {
  if (name === undefined) return undefined;
  const found = find(command, name);
  if (found) return found;
  throw unknown(command, name);
}

function unknown(command: Command, typed: string): UserError {
  const names = [...command.subcommands.map((subcommand) => subcommand.name), 'help'];
  const near = closest(typed.toLowerCase(), names);
  return new UserError(
    `There is no ${command.name} ${typed}.`,
    near
      ? `Did you mean \`${command.name} ${near}\`?`
      : `Type \`${command.name} help\` for what there is.`,
  );
}
