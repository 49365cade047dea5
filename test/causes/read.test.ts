import { describe, expect, it } from 'vitest';
import { learnLines } from '../../src/causes/learn.ts';
import { readCause } from '../../src/causes/read.ts';
import type { CauseContext } from '../../src/causes/types.ts';

async function* logOf(lines: readonly string[], end = '\n'): AsyncGenerator<Uint8Array> {
  yield Buffer.from(lines.map((line) => `2025-01-02T03:04:05.1234567Z ${line}${end}`).join(''));
}

const step = (name: string, ...lines: string[]) => [
  `##[group]Run ${name}`,
  name,
  '##[endgroup]',
  ...lines,
];
const failed = (code = 1) => `##[error]Process completed with exit code ${code}.`;
const causeOf = (lines: readonly string[], context: Partial<CauseContext> = {}) =>
  readCause(logOf(lines), { job: 'test', ...context });
const markedOf = async (lines: readonly string[], context: Partial<CauseContext> = {}) =>
  (await causeOf(lines, context)).lines.find((line) => line.marked)?.text;

describe('the step', () => {
  it('that failed is named with its exit code, and only it is looked at', async () => {
    const cause = await causeOf([
      ...step('npm run lint', 'src/a.ts(1,1): error TS1: printed by a step that passed'),
      ...step('npm test', 'fatal: no region', failed(3)),
      'Post job cleanup.',
      'fatal: error while cleaning up',
    ]);
    expect(cause).toMatchObject({ step: 'Run npm test', exitCode: 3, readable: true });
    expect(cause.lines.find((line) => line.marked)?.text).toBe('fatal: no region');
  });

  it('that was allowed to fail does not hide the one that ended the job', async () => {
    const log = [
      ...step('npm run lint', 'fatal: lint is broken, as ever', failed()),
      ...step('npm run build', 'built'),
      ...step('npm test', 'fatal: no region', failed()),
    ];
    expect(await markedOf(log)).toBe('fatal: no region');
  });

  it('that failed is not hidden by one that reports afterwards', async () => {
    const log = [
      ...step('npm test', 'fatal: no region', failed()),
      ...step(
        'actions/upload-artifact@v4',
        '##[error]No files were found with the provided path: report.',
      ),
    ];
    expect(await markedOf(log)).toBe('fatal: no region');
  });

  it('that the API names wins over what the log looks like', async () => {
    const log = [
      ...step('npm run lint', 'fatal: lint is broken', failed()),
      ...step('npm test', 'fatal: no region', failed()),
    ];
    expect(await markedOf(log, { failedSteps: ['Run npm run lint'] })).toBe(
      'fatal: lint is broken',
    );
  });

  it('echoes its script without being judged by it', async () => {
    const log = [
      '##[group]Run check',
      'echo "fatal: no region" && exit 1 # error: never',
      '##[endgroup]',
      'off we go',
      failed(),
    ];
    expect(await markedOf(log)).toBe('off we go');
  });

  it('is read from an export with job and step before each line', async () => {
    const lines = [
      'test\tRun npm test\t2025-01-02T03:04:05.1234567Z fatal: no region',
      `test\tRun npm test\t2025-01-02T03:04:06.1234567Z ${failed()}`,
    ];
    async function* log() {
      yield Buffer.from(`${lines.join('\n')}\n`);
    }
    const cause = await readCause(log(), { job: 'test' });
    expect(cause).toMatchObject({ step: 'Run npm test', exitCode: 1 });
    expect(cause.lines[0]?.text).toBe('fatal: no region');
  });
});

describe('the excerpt', () => {
  it('is free of colours, also of those saved as text, of timestamps and of tool prefixes', async () => {
    const log = step(
      'make',
      '\u001b[31mfatal\u001b[0m: \u001b[1mno region\u001b[22m',
      '^[[31mfatal^[[0m: no zone',
      '[31mfatal[0m: no city',
      failed(),
    );
    const cause = await causeOf(log);
    expect(cause.lines.map((line) => line.text)).toEqual(
      expect.arrayContaining(['fatal: no region', 'fatal: no zone', 'fatal: no city']),
    );
  });

  it('has at most twenty lines of at most three hundred characters, one of them marked', async () => {
    const lines = Array.from(
      { length: 500 },
      (_, index) => `src/a${index}.ts(1,1): error TS2339: ${'x'.repeat(2000)}`,
    );
    const cause = await causeOf(step('tsc', ...lines, failed()));
    expect(cause.lines.length).toBeLessThanOrEqual(20);
    expect(cause.lines.filter((line) => line.marked)).toHaveLength(1);
    for (const line of cause.lines) expect(line.text.length).toBeLessThanOrEqual(300);
    expect(cause.more).toBe(499);
  });

  it('shows what the step said last where nothing is known, and says that the log does not tell', async () => {
    const cause = await causeOf(step('./x', 'one', 'two', failed()));
    expect(cause.lines.map((line) => line.text)).toEqual(expect.arrayContaining(['one', 'two']));
    expect(cause).toMatchObject({ category: 'unknown', evidence: 'The log does not say.' });
  });

  it('passes over what the last green log said too', async () => {
    const green = step('make', 'error: the usual noise about nothing', 'done');
    const red = step(
      'make',
      'error: the usual noise about nothing',
      'error: no region',
      'error: the usual noise about nothing',
      failed(),
    );
    expect(await markedOf(red, { knownLines: await learnLines(logOf(green)) })).toBe(
      'error: no region',
    );
  });

  it('learns no secret from a green log, and knows its line all the same', async () => {
    const noise = `error: the usual noise about gh${'p_'}${'a7'.repeat(18)}`;
    const knownLines = await learnLines(logOf(step('make', noise, 'done')));
    expect([...knownLines]).toContain('error: the usual noise about [redacted GitHub token]');
    expect([...knownLines].join()).not.toContain('a7a7');
    const red = step('make', noise, 'error: no region', noise, failed());
    expect(await markedOf(red, { knownLines })).toBe('error: no region');
  });

  it('prefers what GitHub shows on the change', async () => {
    const log = step(
      'make',
      'error: one thing here',
      'error: another thing here',
      'a',
      'b',
      'c',
      failed(),
    );
    const annotations = [
      { path: 'a.ts', line: 1, level: 'failure', message: 'error: another thing here' },
    ];
    expect(await markedOf(log, { annotations })).toBe('error: another thing here');
  });

  it('is the same with either end of line', async () => {
    const log = step('make', 'fatal: no region', failed());
    const [unix, windows] = [
      await readCause(logOf(log), { job: 'a' }),
      await readCause(logOf(log, '\r\n'), { job: 'a' }),
    ];
    expect(windows).toEqual(unix);
  });
});

describe('a secret in a log', () => {
  it('is in no part of the cause', async () => {
    const secret = `gh${'p_'}aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3zA5`;
    const log = [
      ...step(
        `curl -H "Authorization: Bearer ${secret}"`,
        `fatal: could not read ${secret}/src/cart.ts`,
        `FAIL src/${secret}.test.ts > uses ${secret}`,
        `Error: ${secret}`,
        failed(),
      ),
    ];
    expect(JSON.stringify(await causeOf(log))).not.toContain(secret);
  });
});

describe('a cause', () => {
  it('survives being stored as JSON', async () => {
    const cause = await causeOf(step('make', 'fatal: no region', failed()));
    expect(JSON.parse(JSON.stringify(cause))).toEqual(cause);
  });

  it('names files and tests of the project, not of what it uses', async () => {
    const cause = await causeOf(
      step(
        'vitest',
        ' FAIL  src/cart.test.ts > totals > applies coupon',
        'AssertionError: expected 90 to be 100',
        ' ❯ /home/runner/work/shop/shop/src/cart.ts:12:4',
        ' ❯ node_modules/vitest/dist/index.js:4:2',
        failed(),
      ),
    );
    expect(cause.files).toEqual(['src/cart.test.ts', 'src/cart.ts']);
    expect(cause.tests).toEqual(['src/cart.test.ts > totals > applies coupon']);
  });
});
