import type { z } from 'zod';
import type { AuditFilter } from '../src/acts/entries.ts';
import type { Linking } from '../src/acts/linking.ts';
import type { WorkflowBook } from '../src/acts/start.ts';
import type { LogAsked } from '../src/builds/logs.ts';
import type { WatchingOf } from '../src/builds/world.ts';
import type { Order, Ordered, OrderedBatch } from '../src/core/act.ts';
import type { Reading } from '../src/core/cause.ts';
import { UserError } from '../src/core/errors.ts';
import type { Message } from '../src/core/message.ts';
import type { Allow, Wanted } from '../src/core/roles.ts';
import type { Watch } from '../src/core/settings.ts';
import { closest } from '../src/core/suggest.ts';
import type { DeployServices } from '../src/deploys/services.ts';
import type { HandoffServices } from '../src/handoffs/services.ts';
import type { OnCallServices } from '../src/oncall/services.ts';
import type { ReportServices } from '../src/reports/services.ts';
import type { Modal } from '../src/slack/words.ts';
import type { Store } from '../src/store/types/index.ts';
import { extraWords, noSuchFlag, wrongArgument } from './messages.ts';

/** What a command is handed: who asks from where, the time, and the services that it may use. */
export type Context = {
  store: Store;
  now: number;
  /** Time zone in which words like "tomorrow 9:00" are understood. */
  zone: string;
  /** Slack id of the person who asks. */
  user: string;
  channel: { id: string; name: string | undefined };
  /** The `ts` of the thread in which it was asked. */
  threadTs: string | null;
  /** The same for every delivery of the same words. */
  request: string;
  /** The incident in whose thread the words were typed. */
  incident: number | undefined;
  /**
   * Answers where the person's role allows it there; the command's `allow` was checked before, for
   * whatever repository.
   *
   * @throws UserError that names the role and who has it
   */
  permit(wanted: Wanted): Promise<void>;
  /**
   * Has something done at GitHub; what becomes of it is shown where it was asked for.
   *
   * @throws UserError where the person lacks the role
   */
  order(order: Order): Promise<Ordered>;
  /**
   * The same for many at once: one message tells what becomes of them all.
   *
   * @throws UserError where the person lacks the role for every one of them
   */
  orderAll(orders: readonly Order[]): Promise<OrderedBatch>;
  /** What baton.yml says about a stream. */
  watching: WatchingOf;
  /** The patterns of baton.yml whose news go to this channel. */
  configuredFor(channel: string): string[];
  /** Why a run or job failed; read now where it was not read yet. */
  readCause(asked: LogAsked): Promise<Reading>;
  /** What the commands about deploys need. */
  deploys: DeployServices;
  /** What baton.yml says must succeed at least every so often. */
  watches: readonly Watch[];
  /** Sends the audit to somebody as a file, and says so. */
  auditFile(user: string, filter: AuditFilter): Promise<Message>;
  /** How people link themselves to GitHub. */
  linking: Linking;
  /** Workflows and what their files say. */
  workflows: WorkflowBook;
  /** What the commands about digests and reports need. */
  reports: ReportServices;
  /** Work on its way between teams. */
  handoffs: HandoffServices;
  /** Who is on call, and who people are. */
  onCall: OnCallServices;
  /** What is known of a person. */
  person(
    user: string,
  ): Promise<{ github: string | null; email: string | null; timezone: string | null }>;
};

/**
 * What the person who asked gets back: a message that only they see, until they share it, or a form.
 * `instead` says what to type where Slack can open none (an @mention).
 */
export type Answer = Message | { form: Modal; instead: string };

/** One command as a file declares it: it never acks, catches, logs or sends. */
export type Subcommand = {
  name: string;
  usage: string;
  summary: string;
  examples: readonly string[];
  /** Who may: looking is for everyone, doing needs a role. */
  allow: Allow;
  /** Whether it only looks: then its answer can be shown to the channel, for which it is run again. */
  looks: boolean;
  /** Flags that take no value. */
  switches: ReadonlySet<string>;
  run(typed: Typed, context: Context): Promise<Answer>;
};

/** The words behind the subcommand's name. */
export type Typed = { plain: readonly string[]; flags: ReadonlyMap<string, string | true> };

export type Command = {
  /** With its slash, as in manifest.yml. */
  name: string;
  summary: string;
  subcommands: readonly Subcommand[];
  /** What the bare command does. */
  bare: Subcommand;
  /** What it does where the first word is no subcommand: it is handed that word too. */
  otherwise?: Subcommand;
};

/** All that a command can do, in the order of its help. */
export const partsOf = ({ bare, otherwise, subcommands }: Command): Subcommand[] => [
  bare,
  ...(otherwise ? [otherwise] : []),
  ...subcommands,
];

/**
 * Declares a subcommand. `positional` names the arguments that stand by themselves, in order; one
 * that begins with `...` takes all that is left, one that ends with `[]` the same as a list. All others are `--flags`. What was typed is
 * checked by `args`, whose messages are sentences for the person.
 */
export function defineSubcommand<Schema extends z.ZodObject>(declared: {
  name: string;
  usage: string;
  summary: string;
  examples?: readonly string[];
  allow: Allow;
  looks?: boolean;
  positional?: readonly string[];
  args: Schema;
  run(args: z.output<Schema>, context: Context): Promise<Answer>;
}): Subcommand {
  const { args, positional = [], run, examples = [], looks = true, ...rest } = declared;
  return {
    ...rest,
    examples,
    looks,
    switches: switchesIn(args),
    run: (typed, context) => run(check(args, named(typed, positional), rest), context),
  };
}

/** Those that are there or not, so that the word behind them is a word by itself. */
function switchesIn(schema: z.ZodObject): ReadonlySet<string> {
  const takes = (field: unknown, value: unknown): boolean =>
    (field as z.ZodType).safeParse(value).success;
  const flags = Object.entries(schema.shape).filter(
    ([, field]) => takes(field, true) && !takes(field, 'a word') && !takes(field, '2'),
  );
  return new Set(flags.map(([name]) => name));
}

type Values = Record<string, string | true | string[]>;

function named(typed: Typed, positional: readonly string[]): Values {
  const values: Values = Object.fromEntries(typed.flags);
  let taken = 0;
  for (const name of positional) {
    if (taken >= typed.plain.length) break;
    if (name.startsWith('...')) {
      values[name.slice(3)] = typed.plain.slice(taken).join(' ');
      taken = typed.plain.length;
    } else if (name.endsWith('[]')) {
      values[name.slice(0, -2)] = typed.plain.slice(taken);
      taken = typed.plain.length;
    } else {
      values[name] = typed.plain[taken] ?? '';
      taken += 1;
    }
  }
  if (taken < typed.plain.length) values['(extra)'] = typed.plain.slice(taken).join(' ');
  return values;
}

function check<Schema extends z.ZodObject>(
  schema: Schema,
  values: Values,
  { usage }: { usage: string },
): z.output<Schema> {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown === '(extra)') throw new UserError(...extraWords(String(values[unknown]), usage));
  if (unknown !== undefined)
    throw new UserError(...noSuchFlag(unknown, { near: closest(unknown, known), usage }));
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(...wrongArgument(issue?.message, usage));
}
