import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFinder } from '../../src/causes/finder.ts';
import { countNewlines } from '../../src/causes/newlines.ts';

const letters = fc.constantFrom(...'erofailERO Fx\n');
const text = fc.array(letters, { maxLength: 200 }).map((all) => all.join(''));

it('finds the first word in any case, where a plain search finds it', () => {
  const words = ['error', 'failed', 'fail or', 'roof'.concat('e')];
  const find = createFinder(words);
  fc.assert(
    fc.property(text, fc.nat(20), (haystack, from) => {
      const bytes = Buffer.from(haystack);
      const wanted = words
        .map((word) => haystack.toLowerCase().indexOf(word, from))
        .filter((at) => at >= 0);
      expect(find(bytes, from, bytes.length)).toBe(wanted.length > 0 ? Math.min(...wanted) : -1);
    }),
    { numRuns: 2000 },
  );
});

it('does not look past the end that it is given', () => {
  expect(createFinder(['error'])(Buffer.from('an error'), 0, 7)).toBe(-1);
});

it('counts newlines in any part of a buffer', () => {
  fc.assert(
    fc.property(text, fc.nat(50), fc.nat(50), (haystack, a, b) => {
      const bytes = Buffer.from(`xyz${haystack}`).subarray(3);
      const [from, to] = [Math.min(a, bytes.length), Math.min(a + b, bytes.length)];
      expect(countNewlines(bytes, from, to)).toBe(haystack.slice(from, to).split('\n').length - 1);
    }),
  );
});
