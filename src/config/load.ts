import type { Settings } from '../core/settings.ts';
import { type Environment, readEnvironment, type Sources } from './environment.ts';
import { readBatonFile } from './file.ts';
import { ConfigError, type Problem, type Reading } from './problems.ts';
import { settingsOf } from './settings.ts';

/** Everything that Baton is told: the environment and baton.yml. */
export type Config = Environment & Settings;

/**
 * Reads the environment and the file that `BATON_CONFIG` names (default `baton.yml`). Throws one
 * ConfigError that names everything wrong at once.
 */
export function loadConfig(sources: Sources): Config {
  const environment = readEnvironment(sources);
  const file = readSettings(sources);
  if (environment.read && file.read) return { ...environment.read, ...file.read };
  throw new ConfigError([...environment.problems, ...file.problems]);
}

/** The configuration for a log: each secret is `[secret]`, and people's addresses are left out. */
export function redactedConfig(config: Config): object {
  const { people, ...rest } = config;
  return { ...JSON.parse(JSON.stringify(rest)), people: people.length };
}

function readSettings(sources: Sources): Reading<Settings> {
  const path = sources.env['BATON_CONFIG']?.trim() || 'baton.yml';
  const text = textOf(path, sources.readFile);
  if (typeof text !== 'string') return { read: undefined, problems: [text] };
  const { read, problems } = readBatonFile(text, path);
  return { read: read && settingsOf(read), problems };
}

function textOf(path: string, readFile: Sources['readFile']): string | Problem {
  try {
    return readFile(path);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    const message = unreadable[String(code)]?.(path) ?? `${path} cannot be read`;
    return { path: 'BATON_CONFIG', message };
  }
}

const copy = 'run cp baton.example.yml baton.yml';
const unreadable: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no ${path}: ${copy}, or name your file here`,
  EISDIR: (path) =>
    `${path} is a folder, which Docker makes where the file is missing: remove it, and ${copy}`,
  EACCES: (path) => `${path} may not be read by the user whom Baton runs as: chmod a+r ${path}`,
};
