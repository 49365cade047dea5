import { type Config, loadConfig } from '../../src/config/load.ts';
import { ConfigError, type Problem, problemLine } from '../../src/config/problems.ts';

export const env = {
  SLACK_BOT_TOKEN: 'xoxb-1-hush',
  SLACK_APP_TOKEN: 'xapp-1-hush',
  GITHUB_TOKEN: 'ghp_hush-hush',
};

export const yaml = `
repositories:
  - { match: acme/*, channel: '#builds' }
`;

type Files = Record<string, string>;

/** Loads from texts: `files` by path, baton.yml among them. */
export function load(variables: Record<string, string | undefined>, files: Files | string): Config {
  const texts: Files = typeof files === 'string' ? { 'baton.yml': files } : files;
  const readFile = (path: string): string => {
    const text = texts[path];
    if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return text;
  };
  return loadConfig({ env: variables, readFile });
}

/** What is said of a configuration that is wrong; empty for one that is right. */
export function problems(
  variables: Record<string, string | undefined>,
  files: Files | string,
): string[] {
  return problemsOf(variables, files).map(problemLine);
}

function problemsOf(
  variables: Record<string, string | undefined>,
  files: Files | string,
): readonly Problem[] {
  try {
    load(variables, files);
    return [];
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.problems;
    throw thrown;
  }
}
