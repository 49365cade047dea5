import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Example = Record<string, unknown>;

const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
const all = JSON.parse(readFileSync(file, 'utf8')) as { name: string; examples: Example[] }[];

/** GitHub's own example payloads of one event. */
export function examplesOf(event: string): Example[] {
  const examples = all.find((entry) => entry.name === event)?.examples;
  if (!examples) throw new Error(`GitHub has no example of ${event}`);
  return examples;
}

/** Every event that GitHub has examples of. */
export const eventNames: readonly string[] = all.map((entry) => entry.name);
