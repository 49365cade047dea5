import { expect, test } from 'vitest';
import type { DigestSchedule, Standing } from '../../src/core/digests.ts';
import { eachEngine } from '../helpers/store.ts';

const plan: Omit<DigestSchedule, 'id'> = {
  ...{ channel: 'C1', at: '0 9 * * 1-5', timezone: 'Europe/Berlin', edition: 'daily' },
  ...{ repositories: ['acme/*'], team: null, sections: ['red'], createdBy: 'U1', createdAt: 5 },
};

eachEngine('schedules of digests', (open) => {
  test('asked for twice are one, of whoever asked last', async () => {
    const { digests } = await open();
    const first = await digests.schedule(plan);
    expect(first).toEqual({ ...plan, id: expect.any(Number) });
    const again = await digests.schedule({ ...plan, createdBy: 'U2', createdAt: 9 });
    expect(again).toEqual({ ...first, createdBy: 'U2' });
    await digests.schedule({ ...plan, channel: 'C2', team: 'dev', sections: [] });
    expect(await digests.schedules()).toMatchObject([{ channel: 'C1' }, { team: 'dev' }]);
    expect(await digests.schedules('C2')).toHaveLength(1);
  });

  test('are taken back by their id, once', async () => {
    const { digests } = await open();
    const { id } = await digests.schedule(plan);
    expect([await digests.unschedule(id), await digests.unschedule(id)]).toEqual([1, 0]);
    expect(await digests.schedules()).toEqual([]);
  });
});

eachEngine('digests', (open) => {
  test('stay as they were made, and are forgotten in time', async () => {
    const { digests } = await open();
    const made = { key: 'made-1@2026-11-23T09:00', madeAt: 7, message: { text: 'Nothing is red' } };
    const first = { ...made, evidence: { red: 1 }, repositories: ['acme/api'] };
    await digests.note(first);
    await digests.note({ ...first, message: { text: 'All is red' } });
    expect(await digests.byKey(first.key)).toEqual(first);
    expect([await digests.purge(7), await digests.purge(8)]).toEqual([0, 1]);
    expect(await digests.byKey(first.key)).toBeUndefined();
  });
});

eachEngine('standings', (open) => {
  test('are known as they are now, and as they were', async () => {
    const { standings } = await open();
    const missed: Standing = {
      repository: 'acme/api',
      measure: 'pass_rate',
      ...{ state: 'missed', since: 5, value: 0.912, goal: 0.95 },
    };
    const met: Standing = { ...missed, state: 'met', since: 9, value: 0.95 };
    const other: Standing = { ...missed, measure: 'time_to_green', since: 7, value: 90_000 };
    for (const each of [missed, met, other, { ...met, value: 1 }]) await standings.note(each);
    expect(await standings.now()).toEqual([met, other]);
    expect(await standings.find(missed)).toEqual(missed);
  });
});
