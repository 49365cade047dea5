import { parseArgs } from 'node:util';

export type DemoOptions = {
  /** Of the page; the next free one where it is taken. */
  port: number;
  /** Of the workspace, the simulated GitHub and Baton; 0 takes any. */
  slackPort: number;
  githubPort: number;
  batonPort: number;
  /** What the story makes of chance: the same seed tells the same story. */
  seed: number;
  quiet: boolean;
};

export const help = `npm run demo -- [options]

  --port 4321        Port of the page (or PORT); the next free one where it is taken
  --slack-port 0     Port of the local Slack workspace; 0 takes any
  --github-port 0    Port of the simulated GitHub; 0 takes any
  --baton-port 0     Port of Baton itself (its webhooks, /healthz, /metrics); 0 takes any
  --seed 1           The same seed tells the same story
  --quiet            Print the address only
  --no-open          Accepted for scripts: the demo never opens a browser by itself
  --help             This text`;

/**
 * Reads the command line of the demo; undefined when it asks for help.
 * @throws with a sentence when an option is unknown or is not a number where one must stand
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: env['PORT'] ?? '4321' },
      'slack-port': { type: 'string', default: '0' },
      'github-port': { type: 'string', default: '0' },
      'baton-port': { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      quiet: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: true },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    port: wholeNumber('port', values.port, 65_535),
    slackPort: wholeNumber('slack-port', values['slack-port'], 65_535),
    githubPort: wholeNumber('github-port', values['github-port'], 65_535),
    batonPort: wholeNumber('baton-port', values['baton-port'], 65_535),
    seed: wholeNumber('seed', values.seed, Number.MAX_SAFE_INTEGER),
    quiet: values.quiet,
  };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`--${name} must be a whole number up to ${most}, not "${text}".`);
}
