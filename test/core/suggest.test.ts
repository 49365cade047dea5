import { describe, expect, it } from 'vitest';
import { closest } from '../../src/core/suggest.ts';

const commands = [
  'status',
  'failures',
  'runs',
  'show',
  'subscribe',
  'unsubscribe',
  'subscriptions',
];

describe('did you mean', () => {
  it.each([
    ['staus', 'status'],
    ['STATUS', 'status'],
    ['fail', 'failures'],
    ['run', 'runs'],
    ['unsubscrbe', 'unsubscribe'],
    ['sho', 'show'],
    ['shwo', 'show'],
    ['rnus', 'runs'],
  ])('takes %j for %j', (word, meant) => expect(closest(word, commands)).toBe(meant));

  it.each(['', 'deploy', 'x', 'z'.repeat(5000)])('offers nothing for %j', (word) =>
    expect(closest(word, commands)).toBeUndefined(),
  );

  it('offers nothing where there is nothing', () => expect(closest('status', [])).toBeUndefined());
});
