import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../src/causes/clean.ts';
import { normalise } from '../../src/causes/fingerprint.ts';
import { hinted, lineHints, stepHints } from '../../src/causes/hints.ts';
import { filesIn, testsIn } from '../../src/causes/places.ts';
import { readCause } from '../../src/causes/read.ts';
import { allRules } from '../../src/causes/rules/index.ts';
import { decoys } from '../../src/causes/weigh.ts';

const long = 5000;
const pieces = [
  'a',
  ' ',
  '  ',
  '\t',
  '0',
  '1.',
  '-',
  '_',
  '/',
  '\\',
  ':',
  '(',
  ')',
  '[',
  ']',
  '.',
  'a/',
  'a.',
  ' a',
  'a:',
  '1:',
  'error',
  'error: ',
  'Error: ',
  'failed ',
  'FAILED',
  ' > ',
  '::',
  '"',
  "'",
  'process "',
  '=',
  '#',
  '>',
  'E ',
  'E  a',
  'at ',
  '\u001b[',
  '^[[',
  '[1;',
  '\r',
  '##[',
  'a-',
  'job ',
  'not ',
  'is ',
  '✖ ',
  '.go:1:',
];
/** Each piece over and over, and after a start that gets a pattern going. */
const hostile = [
  '',
  '[ERROR] ',
  'error: ',
  '  1) ',
  '/a/b.c:1:2: ',
  'ERROR in ',
  'E   ',
  'go: ',
].flatMap((start) =>
  pieces.map((piece) => start + piece.repeat(Math.ceil(long / piece.length)).slice(0, long)),
);

/** Generous for a slow machine; a pattern that backtracks without bound takes minutes. */
const bound = 150;

function slowest(run: (line: string) => unknown): { time: number; line: string } {
  let worst = { time: 0, line: '' };
  for (const line of hostile) {
    const start = performance.now();
    run(line);
    const time = performance.now() - start;
    if (time > worst.time) worst = { time, line: line.slice(0, 40) };
  }
  return worst;
}

describe('long hostile lines', () => {
  it.each(allRules.map((rule) => [rule.name, rule] as const))(
    'cost the rule %s little',
    (_name, rule) => {
      // As the engine does it: cut to what the rules are shown.
      const worst = slowest((line) => {
        const head = line.slice(0, 400);
        for (const pattern of [rule.when, rule.mark, rule.needs, rule.until]) pattern?.test(head);
      });
      expect(worst.time, worst.line).toBeLessThan(bound);
    },
  );

  it.each([
    ['cleaning', (line: string) => cleanLine(line)],
    ['normalising', (line: string) => normalise(line)],
    ['looking for files', (line: string) => filesIn([line.slice(0, 1000)])],
    ['looking for tests', (line: string) => testsIn([line.slice(0, 1000)])],
    [
      'looking for decoys',
      (line: string) => decoys.some((decoy) => decoy.when.test(line.slice(0, 400))),
    ],
    ['guessing by words', (line: string) => [hinted(lineHints, line), hinted(stepHints, line)]],
  ])('cost %s little', (_name, run) => {
    const worst = slowest(run);
    expect(worst.time, worst.line).toBeLessThan(bound);
  });

  it('are read as a log in bounded time', async () => {
    async function* log() {
      yield Buffer.from(hostile.map((line) => `2025-01-02T03:04:05.1234567Z ${line}\n`).join(''));
    }
    const cause = await readCause(log(), { job: 'build' });
    expect(cause.lines.length).toBeLessThanOrEqual(20);
    for (const line of cause.lines) expect(line.text.length).toBeLessThanOrEqual(300);
  });
});
