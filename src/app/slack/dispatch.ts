import type { Answer, Command, Context, Subcommand, Typed } from '../../../commands/define.ts';
import { UserError } from '../../core/errors.ts';
import { closest } from '../../core/suggest.ts';
import { parseWords } from '../../core/words.ts';
import { help, meantSubcommand, noSubcommand, unheard } from './messages.ts';

/** A typed line with the command that it is for, of all that there are. */
export type Line = { command: Command; text: string; named: boolean; all: readonly Command[] };

/** Which command words are for that came without a slash: `handoff list` or, for short, `status api`. */
export function lineOf(text: string, commands: readonly Command[]): Line {
  const trimmed = text.trim();
  const [first = ''] = trimmed.split(/\s/, 1);
  const named = commands.find(({ name }) => name === first || name.slice(1) === first);
  if (named) {
    return { command: named, text: trimmed.slice(first.length), named: true, all: commands };
  }
  const [main] = commands;
  if (!main) throw new Error('there are no commands');
  return { command: main, text: trimmed, named: false, all: commands };
}

/**
 * Runs a typed line and answers what the person sees.
 *
 * @throws UserError with what to type instead
 */
export async function dispatch(line: Line, context: Context): Promise<Answer> {
  const { command, text, all } = line;
  const { plain, flags } = parseWords(text);
  const [first, second] = plain;
  if (flags.has('help')) return help(command, all, find(command, first));
  if (first === undefined) return run(command.bare, { plain, flags }, context);
  if (first.toLowerCase() === 'help') return help(command, all, aboutWhat(line, second));
  const named = find(command, first);
  const subcommand = named ?? command.otherwise;
  if (!subcommand) throw unknown(line, first);
  const typed = parseWords(text, subcommand.switches);
  if (named) return run(named, { ...typed, plain: typed.plain.slice(1) }, context);
  try {
    return await run(subcommand, typed, context);
  } catch (thrown) {
    throw thrown instanceof UserError ? perhaps(thrown, line, first) : thrown;
  }
}

/** The first word stood for a team or a place that is none: it may be a subcommand, misspelt. */
function perhaps(error: UserError, { command }: Line, typed: string): UserError {
  if (!error.message.includes(`“${typed}”`)) return error;
  const near = closest(typed, namesOf(command));
  return near === undefined ? error : new UserError(...meantSubcommand(error, command.name, near));
}

const namesOf = ({ subcommands }: Command): string[] => [
  ...subcommands.map(({ name }) => name),
  'help',
];

async function run(subcommand: Subcommand, typed: Typed, context: Context): Promise<Answer> {
  await context.permit({ role: subcommand.allow, command: subcommand.name });
  return subcommand.run(typed, context);
}

/** Whether a line only looks, so that running it again changes nothing. */
export function looks({ command, text }: Pick<Line, 'command' | 'text'>): boolean {
  const { plain, flags } = parseWords(text);
  const [first] = plain;
  if (flags.has('help') || first?.toLowerCase() === 'help') return true;
  const found = first === undefined ? command.bare : (find(command, first) ?? command.otherwise);
  return found?.looks ?? true;
}

/** The line as it can be typed again. */
export const wordsOf = ({ command, text }: Pick<Line, 'command' | 'text'>): string =>
  `${command.name} ${text.trim()}`.trim();

function find(command: Command, name: string | undefined): Subcommand | undefined {
  const wanted = name?.toLowerCase();
  return command.subcommands.find((subcommand) => subcommand.name === wanted);
}

function aboutWhat(line: Line, name: string | undefined): Subcommand | undefined {
  if (name === undefined) return undefined;
  const found = find(line.command, name);
  if (found) return found;
  throw unknown(line, name);
}

function unknown(line: Line, typed: string): UserError {
  const { command, named, all } = line;
  const names = namesOf(command);
  const near = (among: readonly string[]) => closest(typed.toLowerCase(), among);
  if (named) return new UserError(...noSubcommand(command.name, typed, near(names)));
  return new UserError(
    ...unheard(typed, near([...names, ...all.map(({ name }) => name.slice(1))])),
  );
}
