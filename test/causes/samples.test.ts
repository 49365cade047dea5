import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCause } from '../../src/causes/read.ts';

type Sample = { name: string; categories: string[]; lines: string[]; causes: Set<number> };

const before = [
  '##[group]Run actions/checkout@v4',
  'with:',
  '  fetch-depth: 1',
  '##[endgroup]',
  'Syncing repository: acme/shop',
  'warning: redirecting to https://github.com/acme/shop/',
  '##[group]Run make check',
  'make check || exit 1 # error: fail early',
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  'Checking the shop',
];
const after = [
  'Post job cleanup.',
  '[command]/usr/bin/git version',
  'git version 2.45.0',
  "##[warning]The process '/usr/bin/git' failed with exit code 128",
  'Cleaning up orphan processes',
];

function samplesOf(text: string): Sample[] {
  return text
    .split(/^#### /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...body] = part.trimEnd().split('\n');
      const [name = '', categories = ''] = head.split(' | ');
      const causes = new Set<number>();
      const lines = body.map((line, index) => {
        if (!line.startsWith('>>')) return line;
        causes.add(before.length + index + 1);
        return line.slice(2);
      });
      return { name, categories: categories.split(' '), lines, causes };
    });
}

async function* asLog(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  const verdict = lines.some((line) => line.startsWith('##[error]'))
    ? []
    : ['##[error]Process completed with exit code 1.'];
  const all = [...before, ...lines, ...verdict, ...after];
  yield Buffer.from(all.map((line) => `2025-01-02T03:04:05.1234567Z ${line}\r\n`).join(''));
}

const samples = samplesOf(readFileSync(join(import.meta.dirname, 'samples.txt'), 'utf8'));

describe('a log of', () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    '%s shows its cause',
    async (_name, sample) => {
      const cause = await readCause(asLog(sample.lines), { job: 'check' });
      const shown = cause.lines
        .map((line) => `${line.marked ? '>' : ' '} ${line.number} ${line.text}`)
        .join('\n');
      const marked = cause.lines.find((line) => line.marked);
      expect(sample.causes.has(marked?.number ?? 0), `${cause.rule} marked\n${shown}`).toBe(true);
      expect(sample.categories, `${cause.rule} on ${cause.evidence}`).toContain(cause.category);
      expect(cause.lines.length).toBeLessThanOrEqual(20);
    },
  );
});
