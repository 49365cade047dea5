import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { partsOf, type Subcommand } from '../../commands/define.ts';
import { commands } from '../../commands/index.ts';
import { guarded } from '../../src/core/roles.ts';

const root = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Every subcommand that the files of a command's folder declare. */
async function declared(folder: string): Promise<string[]> {
  const files = readdirSync(new URL(`commands/${folder}/`, root)).filter(
    (file) => file !== 'index.ts',
  );
  const modules = await Promise.all(
    files.map((file): Promise<object> => {
      const { href } = new URL(`commands/${folder}/${file}`, root);
      return import(/* @vite-ignore */ href);
    }),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .filter((each): each is Subcommand => typeof each === 'object' && 'usage' in each)
    .map(({ name }) => name);
}

const otherwise = (command: string) => commands.find(({ name }) => name === command)?.otherwise;

describe('the commands', () => {
  test('in the folder, in the manifest and in the list are the same', async () => {
    const folders = readdirSync(new URL('commands/', root), { withFileTypes: true });
    const slashed = folders.filter((each) => each.isDirectory()).map(({ name }) => `/${name}`);
    const manifest = parse(text('manifest.yml')).features.slash_commands;
    const names = commands.map(({ name }) => name);
    expect([...names].sort()).toEqual(slashed.sort());
    expect(manifest.map(({ command }: { command: string }) => command)).toEqual(names);
    for (const command of commands) {
      const listed = partsOf(command).map((each) => each.name);
      expect(listed.sort()).toEqual((await declared(command.name.slice(1))).sort());
    }
  });

  test('stand in the table of the README, in the order of help, in the same words', () => {
    const rows = text('README.md')
      .split('\n')
      .flatMap((line) => /^\| `(\/[^`]+)` \| (.+) \|$/.exec(line)?.slice(1, 3) ?? []);
    const expected = commands.flatMap((command) => [
      ...partsOf(command).flatMap(({ usage, summary }) => [usage.replaceAll('|', '\\|'), summary]),
      ...[`${command.name} help`, 'All of this, in Slack'],
    ]);
    expect(rows).toEqual(expected);
  });

  test('are named in the manifest’s hints, each where it is typed', () => {
    const manifest = parse(text('manifest.yml')).features.slash_commands;
    for (const { command, usage_hint } of manifest) {
      const { subcommands = [] } = commands.find(({ name }) => name === command) ?? {};
      const hinted = String(usage_hint)
        .replace(/^\[|\]$/g, '')
        .split(' | ')
        .map((part) => part.split(' ', 1)[0]);
      const names = [...subcommands.map(({ name }) => name), 'help'];
      // Before them stands what is none: the environment or the team that may come at once.
      expect(hinted.slice(-names.length)).toEqual(names);
      expect(hinted.length - names.length).toBe(otherwise(command) ? 1 : 0);
    }
  });

  test('that need a role can be given alone in baton.yml, whoever asks for the role', () => {
    const sources = ['commands', 'src/app/features', 'src/deploys'].flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => text(`${folder}/${name}`)),
    );
    const asked = sources.flatMap((source) =>
      [...source.matchAll(/\brole\b[^{}]*, command: '(\w+)'/g)].map(([, name = '']) => name),
    );
    const declared = commands.flatMap((command) =>
      command.subcommands.filter(({ allow }) => allow !== 'everyone').map(({ name }) => name),
    );
    expect(asked).toEqual(expect.arrayContaining(['override', 'run', 'audit', 'deploy']));
    for (const name of [...asked, ...declared]) expect(Object.keys(guarded)).toContain(name);
  });

  const all = commands.flatMap((command) =>
    command.subcommands.map((subcommand) => ({ command, subcommand })),
  );

  test.each(all.map((each) => [`${each.command.name} ${each.subcommand.name}`, each] as const))(
    '%s says what it is for and how it is typed, with examples',
    (name, { subcommand }) => {
      const { usage, summary, examples } = subcommand;
      expect(usage).toMatch(new RegExp(`^${name}\\b`));
      expect(summary).toMatch(/^[A-Z].*[^.]$/);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(example).toMatch(new RegExp(`^${name}\\b`));
    },
  );
});
