import { expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';

eachEngine('what is remembered', (open, { fresh }) => {
  test('is noted for the first time once, by whichever process', async () => {
    const url = await fresh();
    const [one, other] = [await open(url), await open(url)];
    const asked = Array.from({ length: 10 }, (_, at) =>
      (at % 2 === 0 ? one : other).memory.first('heard', 'Ev1', at),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    expect(await other.memory.first('heard', 'Ev2', 1)).toBe(true);
    await one.memory.purge('heard', 100);
    expect(await other.memory.first('heard', 'Ev1', 1)).toBe(true);
  });
});
