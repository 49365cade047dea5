import { shown } from './commands.ts';

/** A step and what was printed while it ran; times in milliseconds since the epoch. */
export type FramedStep = { startedAt: number; completedAt: number; text: string };

export type Frame = {
  steps: readonly FramedStep[];
  startedAt: number;
  /** The runner's name. */
  runner: string;
};

/** A job's log as GitHub serves it: a byte-order mark, then every line with its time. */
export function frameLog({ steps, startedAt, runner }: Frame): string {
  const [first] = steps;
  const setup = { startedAt, completedAt: first?.startedAt ?? startedAt, text: setupText(runner) };
  return `\uFEFF${[setup, ...steps].map(stamped).join('')}`;
}

function stamped({ startedAt, completedAt, text }: FramedStep): string {
  if (text === '') return '';
  const lines = text.replace(/\n$/, '').split('\n').map(shown).join('\n').split('\n');
  const span = Math.max(0, completedAt - startedAt);
  return lines
    .map((line, index) => {
      const at = startedAt + Math.floor((span * index) / lines.length);
      return `${stamp(at, index)} ${line}\n`;
    })
    .join('');
}

/** `2026-11-23T09:12:33.1234567Z`: seven digits, of which the clock knows three. */
function stamp(at: number, index: number): string {
  const fine = String((index * 1_237 + 4_567) % 10_000).padStart(4, '0');
  return `${new Date(at).toISOString().slice(0, -1)}${fine}Z`;
}

function setupText(runner: string): string {
  return `Current runner version: '2.329.0'
##[group]Runner Image Provisioner
Hosted Compute Agent
##[endgroup]
##[group]Operating System
Ubuntu
24.04.3
LTS
##[endgroup]
##[group]Runner Image
Image: ubuntu-24.04
Included Software: https://github.com/actions/runner-images
##[endgroup]
##[group]GITHUB_TOKEN Permissions
Contents: read
Metadata: read
##[endgroup]
Secret source: Actions
Runner name: '${runner}'
Prepare workflow directory
Prepare all required actions
Getting action download info`;
}
