import type { WireChannel, WireCommand, WireUser, WireUsergroup } from '../../slack/wire.ts';

/** What can be completed: the app's commands, and who and what can be named. */
export type Completable = {
  commands: readonly WireCommand[];
  users: readonly WireUser[];
  usergroups: readonly WireUsergroup[];
  channels: readonly WireChannel[];
};

/** One line of the completion menu; `insert` replaces the text from `from` to the caret. */
export type Completion = {
  key: string;
  label: string;
  detail: string;
  hint: string;
  insert: string;
  from: number;
};

const most = 40;

/** What the text before the caret may be completed to; nothing when there is nothing to say. */
export function completions(before: string, known: Completable): Completion[] {
  return [
    ...commandNames(before, known),
    ...subcommands(before, known),
    ...named(before, known),
  ].slice(0, most);
}

/** The command that a line begins with. */
export function commandOf(text: string, commands: readonly WireCommand[]): WireCommand | undefined {
  const word = text.split(/\s/, 1)[0];
  return commands.find((command) => command.name === word);
}

function commandNames(before: string, { commands }: Completable): Completion[] {
  if (!/^\/\S*$/.test(before)) return [];
  return commands
    .filter((command) => command.name.startsWith(before))
    .map((command) => ({
      key: command.name,
      label: command.name,
      detail: command.description,
      hint: command.usage_hint,
      insert: `${command.name} `,
      from: 0,
    }));
}

/** A usage hint such as `[status | failures | runs <repo>]` names the words that may come next. */
function subcommands(before: string, { commands }: Completable): Completion[] {
  const [, name, typed] = /^(\/\S+) (\S*)$/.exec(before) ?? [];
  const command = commands.find((one) => one.name === name);
  if (!command || typed === undefined || !command.usage_hint.includes('|')) return [];
  return (
    command.usage_hint
      .replace(/^\[(.*)\]$/, '$1')
      .split('|')
      .map((part) => part.trim())
      .filter((part) => /^[a-z]/.test(part) && part.startsWith(typed))
      // What stands there whole comes first: Enter after `run` must not make it `runs`.
      .sort((a, b) => Number(b === typed) - Number(a === typed))
      .map((part) => {
        const [word = '', ...rest] = part.split(/\s+/);
        return {
          key: `${command.name} ${part}`,
          label: `${command.name} ${word}`,
          detail: rest.join(' '),
          hint: '',
          insert: `${word} `,
          from: before.length - typed.length,
        };
      })
  );
}

function named(before: string, known: Completable): Completion[] {
  const [, , sign, typed = ''] = /(^|[\s(])([@#])([\w.-]*)$/.exec(before) ?? [];
  if (!sign) return [];
  const from = before.length - typed.length - 1;
  const entries = sign === '#' ? channelEntries(known) : personEntries(known);
  return entries
    .filter(({ word }) => word.startsWith(typed.toLowerCase()))
    .map(({ word, detail }) => {
      const label = `${sign}${word}`;
      return { key: label, label, detail, hint: '', insert: `${label} `, from };
    });
}

function channelEntries({ channels }: Completable) {
  return channels
    .filter((channel) => !channel.is_im && !channel.is_archived)
    .map((channel) => ({ word: channel.name, detail: channel.topic }));
}

function personEntries({ users, usergroups }: Completable) {
  const people = users
    .filter(({ id }) => id !== 'USLACKBOT')
    .map((user) => ({
      word: user.name,
      detail: [user.real_name, user.title].filter(Boolean).join(' · '),
    }));
  return [...people, ...usergroups.map((group) => ({ word: group.handle, detail: group.name }))];
}
