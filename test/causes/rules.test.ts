import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hinted, lineHints, stepHints } from '../../src/causes/hints.ts';
import { readCause } from '../../src/causes/read.ts';
import { allRules } from '../../src/causes/rules/index.ts';
import { totalOf, totals } from '../../src/causes/totals.ts';
import { decoys, isDecoy } from '../../src/causes/weigh.ts';

/** A sample as GitHub would log it: inside a step, between harmless output and the verdict. */
function asLog(sample: string): string {
  return [
    '##[group]Run make',
    'make',
    '##[endgroup]',
    'Working on it',
    '',
    ...sample.split('\n'),
    '',
    '##[error]Process completed with exit code 1.',
  ]
    .map((line) => `2025-01-02T03:04:05.1234567Z ${line}`)
    .join('\n');
}

describe('every rule', () => {
  it.each(allRules.filter((rule) => rule.weight >= 15).map((rule) => [rule.name, rule] as const))(
    '%s finds its own sample',
    async (_name, rule) => {
      const opening = rule.sample
        .split('\n')
        .find((line) => rule.when.test(line.replace(/^##\[error\]/, '')));
      expect(opening).toBeDefined();
      if (rule.cue) expect(rule.cue.some((word) => opening?.includes(word))).toBe(true);
      const cause = await readCause(Readable.from([Buffer.from(asLog(rule.sample))]), {
        job: 'test',
      });
      const marked = cause.lines.find((line) => line.marked)?.text.replace(/\s+/g, ' ');
      const sampled = rule.sample.split('\n').map((line) =>
        line
          .replace(/^##\[error\]/, '')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, 40),
      );
      expect(sampled.some((line) => line !== '' && marked?.includes(line.slice(-20)))).toBe(true);
      if (rule.weight >= 80) expect(cause.category).toBe(rule.category);
    },
  );

  it('has a name of its own', () => {
    expect(new Set(allRules.map((rule) => rule.name)).size).toBe(allRules.length);
  });
});

describe('every hint', () => {
  it.each([...lineHints, ...stepHints].map((hint) => [hint.sample, hint] as const))(
    '%s is taken',
    (sample, hint) => {
      const hints = lineHints.includes(hint) ? lineHints : stepHints;
      expect(hinted(hints, sample)).toBe(hint.category);
    },
  );
});

describe('every total', () => {
  it.each(totals.map((total) => [total.sample, total] as const))(
    '%s is counted',
    (sample, total) => {
      expect(totalOf(sample)).toBe(total.failures);
    },
  );
});

describe('every decoy', () => {
  it.each(decoys.map((decoy) => [decoy.sample, decoy] as const))('%s is one', (sample, decoy) => {
    expect(decoy.when.test(sample)).toBe(true);
    expect(isDecoy(sample)).toBe(true);
  });
});
