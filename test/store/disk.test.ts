import { expect, test } from 'vitest';
import { shared } from '../../src/store/engine/disk.ts';

/** Work that ends when the test says so. */
function steered() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { ends, work };
}

test('those who ask while the disk is busy share one turn, begun after they asked', async () => {
  const { ends, work } = steered();
  const sync = shared(work);
  const first = sync();
  const late = Promise.all([sync(), sync(), sync()]);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await late;
  expect(ends).toHaveLength(2);
});

test('a turn that failed fails those who shared it, and the next one begins anew', async () => {
  let tries = 0;
  const sync = shared(async () => {
    tries += 1;
    if (tries === 1) throw new Error('disk full');
  });
  const first = sync();
  const second = sync();
  await expect(first).rejects.toThrow('disk full');
  await second;
  await sync();
  expect(tries).toBe(3);
});
