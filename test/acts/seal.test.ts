import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/app/features/links/seal.ts';
import { secret } from '../../src/core/secret.ts';

const newKey = () => secret(randomBytes(32).toString('base64'));

test('what is closed opens for its owner alone, with the key that closed it', () => {
  const [old, fresh] = [newKey(), newKey()];
  const before = createSeal([old]);
  const closed = before.close('ghu_secret', 'U0OMAR');
  expect(closed).not.toContain('secret');
  expect(closed).not.toBe(before.close('ghu_secret', 'U0OMAR'));
  expect(before.open(closed, 'U0OMAR')).toBe('ghu_secret');
  expect(before.open(closed, 'U0DANA')).toBeUndefined();
  // A new key is put before the old one, and the old one is taken away later.
  const both = createSeal([fresh, old]);
  expect(both.open(closed, 'U0OMAR')).toBe('ghu_secret');
  expect(createSeal([fresh]).open(both.close('x', 'U0OMAR'), 'U0OMAR')).toBe('x');
  expect(createSeal([fresh]).open(closed, 'U0OMAR')).toBeUndefined();
});

test('what was meddled with does not open', () => {
  const seal = createSeal([newKey()]);
  const parts = seal.close('ghu_secret', 'U0OMAR').split('.');
  for (const at of parts.keys()) {
    const changed = parts.map((part, index) => (index === at ? `${part.slice(0, -2)}AA` : part));
    expect(seal.open(changed.join('.'), 'U0OMAR')).toBeUndefined();
  }
  expect(seal.open('', 'U0OMAR')).toBeUndefined();
});
