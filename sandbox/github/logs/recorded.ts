import { readdirSync, readFileSync } from 'node:fs';

/** What a real tool printed when it was run for this; record.md says how. */
export type Recorded = {
  name: string;
  /** The step that it belongs to, as GitHub would name it. */
  step: string;
  exit: number;
  text: string;
};

let all: Map<string, Recorded> | undefined;

/** Every recorded log, by name. Read from disk when first asked for. */
export function recordedLogs(): ReadonlyMap<string, Recorded> {
  all ??= new Map(names().map((name) => [name, read(name)]));
  return all;
}

const folder = new URL('./', import.meta.url);

function names(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.log'))
    .map((file) => file.slice(0, -'.log'.length));
}

function read(name: string): Recorded {
  const file = readFileSync(new URL(`${name}.log`, folder), 'utf8');
  const end = file.indexOf('\n\n');
  const head = file.slice(0, end);
  const field = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(head)?.[1] ?? '';
  return { name, step: field('step'), exit: Number(field('exit')), text: file.slice(end + 2) };
}
