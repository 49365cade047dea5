import { expect, test } from 'vitest';
import { eachEngine } from '../helpers/store.ts';

const lapse = {
  ...{ repository: 'acme/infra', workflow: 'Backup', every: 1000, lastSuccessRun: 7 },
  ...{ since: 10, openedAt: 20 },
};

eachEngine('lapses of watched workflows', (open) => {
  test('last until they end; of each workflow there is one at most', async () => {
    const { lapses } = await open();
    const { id } = await lapses.insert(lapse);
    await lapses.insert({ ...lapse, workflow: 'Restore', lastSuccessRun: null });
    await expect(lapses.insert(lapse)).rejects.toThrow();
    expect((await lapses.open()).map((one) => one.workflow)).toEqual(['Backup', 'Restore']);
    await lapses.update(id, { closedAt: 30, closedByRun: 8 });
    expect(await lapses.byId(id)).toEqual({ ...lapse, id, closedAt: 30, closedByRun: 8 });
    expect(await lapses.insert(lapse)).toMatchObject({ closedAt: null, closedByRun: null });
    expect(await lapses.purge(31)).toBe(1);
    expect(await lapses.open()).toHaveLength(2);
  });
});
